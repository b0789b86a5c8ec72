package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.functions.SerializerFactory;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.transformations.AbstractMultipleInputTransformation;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever streams or is kept as state is serialized by Flink or by us, never by Kryo. */
class StreamedTypesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(DrawnJob.class)
  void everyStreamedTypeIsFit(DrawnJob job) throws IOException {
    Set<TypeInformation<?>> streamed = new LinkedHashSet<>();
    for (Transformation<?> drawn : job.transformations(RuntimeExecutionMode.STREAMING, folder)) {
      streamed.add(drawn.getOutputType());
    }

    assertThat(streamed).hasSizeGreaterThan(2);
    assertThat(streamed).allSatisfy(StreamedTypesTest::assertFit);
  }

  @ParameterizedTest
  @EnumSource(DrawnJob.class)
  void everyKeyIsFitAndHashesTheSameInEveryJvm(DrawnJob job) throws IOException {
    List<TypeInformation<?>> keys = new ArrayList<>();
    for (Transformation<?> drawn : job.transformations(RuntimeExecutionMode.STREAMING, folder)) {
      keyType(drawn).ifPresent(keys::add);
    }

    assertThat(keys).hasSizeGreaterThanOrEqualTo(job == DrawnJob.NORMALIZE ? 0 : 5);
    assertThat(keys)
        .allSatisfy(
            key -> {
              assertFit(key);
              assertThat(TypeAudit.holdsEnum(key)).as("enum in " + key).isFalse();
            });
  }

  private static Optional<TypeInformation<?>> keyType(Transformation<?> drawn) {
    if (drawn instanceof OneInputTransformation<?, ?> one) {
      return Optional.ofNullable(one.getStateKeyType());
    }
    if (drawn instanceof TwoInputTransformation<?, ?, ?> two) {
      return Optional.ofNullable(two.getStateKeyType());
    }
    assertThat(drawn).isNotInstanceOf(AbstractMultipleInputTransformation.class);
    return Optional.empty();
  }

  /** The classes of the jobs that keep state: those with a field for it. */
  private static final List<Class<?>> STATEFUL =
      new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              .importPackages("io.pumpwatch.jobs")
              .stream()
              .<Class<?>>map(JavaClass::reflect)
              .filter(operator -> stateFields(operator) > 0)
              .toList();

  static List<Class<?>> statefulOperators() {
    return STATEFUL;
  }

  @Test
  void operatorsWithStateAreFound() {
    assertThat(statefulOperators())
        .extracting(Class::getSimpleName)
        .contains("TrafficWindows", "NumberBlocks", "TenantHealths", "Episodes", "FindingRegister");
  }

  @ParameterizedTest
  @MethodSource("statefulOperators")
  void everyStateIsDeclaredAndFit(Class<?> operator) throws ReflectiveOperationException {
    List<TypeInformation<?>> states = new ArrayList<>();
    for (Method method : operator.getDeclaredMethods()) {
      if (isDeclaration(method)) {
        states.add(type((StateDescriptor<?, ?>) method.invoke(null)));
      }
    }

    assertThat(states)
        .as("public static state descriptors of " + operator.getSimpleName())
        .hasSize(stateFields(operator));
    assertThat(states).allSatisfy(StreamedTypesTest::assertFit);
  }

  private static int stateFields(Class<?> operator) {
    return (int)
        Arrays.stream(operator.getDeclaredFields())
            .filter(field -> State.class.isAssignableFrom(field.getType()))
            .count();
  }

  private static boolean isDeclaration(Method method) {
    return Modifier.isStatic(method.getModifiers())
        && Modifier.isPublic(method.getModifiers())
        && method.getParameterCount() == 0
        && StateDescriptor.class.isAssignableFrom(method.getReturnType());
  }

  private static TypeInformation<?> type(StateDescriptor<?, ?> descriptor) {
    List<TypeInformation<?>> types = new ArrayList<>();
    descriptor.initializeSerializerUnlessSet(
        new SerializerFactory() {
          @Override
          public <T> TypeSerializer<T> createSerializer(TypeInformation<T> type) {
            types.add(type);
            return type.createSerializer(withoutKryo());
          }
        });
    assertThat(types).as(descriptor + " is described by its type").hasSize(1);
    return types.get(0);
  }

  /** What is not fit, to show that it would be seen. */
  public record WithOptional(Optional<String> value) {}

  /** A list in Flink's eyes is a {@code List}, nothing more special. */
  public record WithArrayList(ArrayList<String> values) {}

  /** Deep inside it is not fit either. */
  public record WithUnfitPart(String name, List<WithOptional> parts) {}

  @ParameterizedTest
  @MethodSource("unfit")
  void anUnfitTypeIsRefusedHoweverDeepItIs(Class<?> type, String way) {
    TypeInformation<?> information = TypeInformation.of(type);

    assertThat(TypeAudit.refusals(information)).singleElement().asString().startsWith(way);
    assertThatThrownBy(() -> information.createSerializer(withoutKryo()))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  static Stream<Arguments> unfit() {
    return Stream.of(
        Arguments.of(WithOptional.class, "WithOptional.value is"),
        Arguments.of(WithArrayList.class, "WithArrayList.values is"),
        Arguments.of(WithUnfitPart.class, "WithUnfitPart.parts.element.value is"));
  }

  private static void assertFit(TypeInformation<?> type) {
    assertThat(TypeAudit.refusals(type)).as(type.toString()).isEmpty();
    assertThat(type.createSerializer(withoutKryo())).isNotNull();
  }

  private static SerializerConfigImpl withoutKryo() {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    return config;
  }
}
