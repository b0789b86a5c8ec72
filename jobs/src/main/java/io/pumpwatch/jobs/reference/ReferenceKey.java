package io.pumpwatch.jobs.reference;

import io.pumpwatch.feature.Grain;

/**
 * What a rule counts by.
 *
 * @param rule the rule's own name
 * @param tenant whose traffic
 * @param entityKind word of the {@link Grain} that the rule's findings name
 * @param entityValue the entity
 * @param scope what else the rule tells apart, such as a region; empty for nothing
 */
public record ReferenceKey(
    String rule, String tenant, String entityKind, String entityValue, String scope) {

  static ReferenceKey of(ReferenceRule rule, String tenant, Grain kind, String value) {
    return new ReferenceKey(rule.name(), tenant, kind.word(), value, "");
  }

  ReferenceKey within(String newScope) {
    return new ReferenceKey(rule, tenant, entityKind, entityValue, newScope);
  }

  ReferenceKey naming(Grain kind, String value) {
    return new ReferenceKey(rule, tenant, kind.word(), value, scope);
  }

  /** The same in every JVM: key groups are dealt out by it. */
  @Override
  public int hashCode() {
    int hash = rule.hashCode();
    hash = 31 * hash + tenant.hashCode();
    hash = 31 * hash + entityKind.hashCode();
    hash = 31 * hash + entityValue.hashCode();
    return 31 * hash + scope.hashCode();
  }
}
