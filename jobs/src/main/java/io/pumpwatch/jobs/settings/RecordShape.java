package io.pumpwatch.jobs.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The components of a settings record, by the keys they have in a file.
 *
 * @param <T> the record
 */
final class RecordShape<T extends Record> {

  /** One component; its key is the kebab-case form of its name. */
  static final class Component {
    private final RecordComponent component;
    private final String key;

    private Component(RecordComponent component) {
      this.component = component;
      this.key = Words.ofComponent(component.getName());
    }

    String key() {
      return key;
    }

    Type type() {
      return component.getGenericType();
    }

    boolean secret() {
      return component.isAnnotationPresent(Secret.class);
    }

    boolean mayBeAbsent() {
      return component.isAnnotationPresent(MayBeAbsent.class);
    }

    /** The component of that record; null where there is no record. */
    Object of(Record owner) {
      if (owner == null) {
        return null;
      }
      try {
        return component.getAccessor().invoke(owner);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("cannot read " + component, e);
      }
    }
  }

  private final Class<T> type;
  private final List<Component> components;

  private RecordShape(Class<T> type) {
    this.type = type;
    this.components = Arrays.stream(type.getRecordComponents()).map(Component::new).toList();
  }

  static <T extends Record> RecordShape<T> of(Class<T> type) {
    return new RecordShape<>(type);
  }

  List<Component> components() {
    return components;
  }

  List<String> keys() {
    return components.stream().map(Component::key).toList();
  }

  /** The component of that Java name. */
  Component component(String name) {
    return components.stream()
        .filter(component -> component.component.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(type + " has no component " + name));
  }

  /** What the record's constructor without parameters makes, where it has one. */
  Optional<T> defaults() {
    for (Constructor<?> constructor : type.getConstructors()) {
      if (constructor.getParameterCount() == 0) {
        return Optional.of(construct(constructor));
      }
    }
    return Optional.empty();
  }

  /**
   * A record of these components, in their order.
   *
   * @throws IllegalArgumentException or NullPointerException where the constructor refuses them
   */
  T create(List<Object> values) {
    Class<?>[] parameters =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return construct(type.getDeclaredConstructor(parameters), values.toArray());
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no canonical constructor", e);
    }
  }

  private T construct(Constructor<?> constructor, Object... values) {
    try {
      return type.cast(constructor.newInstance(values));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refusal) {
        throw refusal;
      }
      throw new IllegalStateException("cannot create " + type, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot create " + type + ": is it public?", e);
    }
  }
}
