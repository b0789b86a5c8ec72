package io.pumpwatch.jobs.scenario;

import io.pumpwatch.feature.BinaryTypeInfo;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.CompositeType;
import org.apache.flink.api.java.typeutils.EnumTypeInfo;
import org.apache.flink.api.java.typeutils.ListTypeInfo;
import org.apache.flink.api.java.typeutils.MapTypeInfo;
import org.apache.flink.api.java.typeutils.NullableListTypeInfo;
import org.apache.flink.api.java.typeutils.NullableMapTypeInfo;
import org.apache.flink.api.java.typeutils.ObjectArrayTypeInfo;

/**
 * Looks into a type, to the bottom, for what Flink would hand to Kryo or what nobody has said is
 * fit to stream.
 */
final class TypeAudit {
  private final List<String> refusals = new ArrayList<>();

  private TypeAudit() {}

  /** What is wrong with the type, with the way to it; empty where nothing is. */
  static List<String> refusals(TypeInformation<?> type) {
    TypeAudit audit = new TypeAudit();
    audit.look(type, type.getTypeClass().getSimpleName());
    return audit.refusals;
  }

  /** Whether an enum is in the type: as a key it hashes differently in every JVM. */
  static boolean holdsEnum(TypeInformation<?> type) {
    return type instanceof EnumTypeInfo
        || parts(type).stream().anyMatch(part -> holdsEnum(part.type));
  }

  private record Part(String name, TypeInformation<?> type) {}

  private void look(TypeInformation<?> type, String way) {
    List<Part> parts = parts(type);
    if (parts.isEmpty() && !isLeaf(type)) {
      refusals.add(way + " is " + type);
    }
    parts.forEach(part -> look(part.type, way + "." + part.name));
  }

  private static boolean isLeaf(TypeInformation<?> type) {
    return type instanceof BasicTypeInfo
        || type instanceof PrimitiveArrayTypeInfo
        || type instanceof EnumTypeInfo
        || type instanceof BinaryTypeInfo;
  }

  private static List<Part> parts(TypeInformation<?> type) {
    if (type instanceof CompositeType<?> composite) {
      List<Part> fields = new ArrayList<>();
      for (int i = 0; i < composite.getArity(); i++) {
        fields.add(new Part(composite.getFieldNames()[i], composite.getTypeAt(i)));
      }
      return fields;
    }
    if (type instanceof ListTypeInfo<?> list) {
      return List.of(new Part("element", list.getElementTypeInfo()));
    }
    if (type instanceof NullableListTypeInfo<?> list) {
      return List.of(new Part("element", list.getElementTypeInfo()));
    }
    if (type instanceof MapTypeInfo<?, ?> map) {
      return List.of(
          new Part("key", map.getKeyTypeInfo()), new Part("value", map.getValueTypeInfo()));
    }
    if (type instanceof NullableMapTypeInfo<?, ?> map) {
      return List.of(
          new Part("key", map.getKeyTypeInfo()), new Part("value", map.getValueTypeInfo()));
    }
    if (type instanceof ObjectArrayTypeInfo<?, ?> array) {
      return List.of(new Part("element", array.getComponentInfo()));
    }
    return List.of();
  }
}
