package io.pumpwatch.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pumpwatch.jobs.output.postgres.PostgresCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What runs beside the job on Kubernetes, and what all of it has in common. */
class KubernetesManifestsTest {
  private static final ManifestSchema POD_TEMPLATE = ManifestSchema.podTemplate();
  private static final String APPLIED_ALONE = "backtest.yaml";

  @TempDir private Path container;

  static List<Manifest> jobs() {
    return Manifest.ofKubernetes().stream()
        .filter(manifest -> manifest.kind().equals("Job"))
        .toList();
  }

  static List<Manifest> workloads() {
    return Stream.concat(Stream.of(Manifest.flinkDeployment()), jobs().stream()).toList();
  }

  private static JsonNode pod(Manifest workload) {
    return workload.kind().equals("Job")
        ? workload.content().at("/spec/template/spec")
        : workload.content().at("/spec/podTemplate/spec");
  }

  private static String image(Manifest workload) {
    return workload.kind().equals("Job")
        ? pod(workload).at("/containers/0/image").textValue()
        : workload.content().at("/spec/image").textValue();
  }

  private static Set<String> names(String kind) {
    Set<String> names = new TreeSet<>();
    Manifest.ofKubernetes().stream()
        .filter(manifest -> manifest.kind().equals(kind))
        .forEach(manifest -> names.add(manifest.name()));
    return names;
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void jobsHavePodsThatKubernetesKnows(Manifest job) {
    JsonNode template = job.content().at("/spec/template");
    ObjectNode misspelt = template.deepCopy();
    ((ObjectNode) misspelt.at("/spec")).put("restartpolicy", "Never");

    assertThat(POD_TEMPLATE.problems(template)).isEmpty();
    assertThat(POD_TEMPLATE.problems(misspelt)).hasSize(1);
    assertThat(job.content().path("apiVersion").textValue()).isEqualTo("batch/v1");
    assertThat(job.content().path("spec").fieldNames())
        .toIterable()
        .isSubsetOf("backoffLimit", "ttlSecondsAfterFinished", "template");
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void jobsGiveArgumentsThatTheCommandLineTakes(Manifest job) throws IOException {
    ContainerFiles files = ContainerFiles.of(container, pod(job));
    Files.createDirectories(files.at("/shared/logs"));

    Understood understood =
        Understood.of(files.onThisMachine(Manifest.texts(pod(job).at("/containers/0/args"))));

    assertThat(understood.refusals()).isEmpty();
    assertThat(Manifest.texts(pod(job).at("/containers/0/command"))).containsExactly(Image.COMMAND);
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void runAsNobodySpecial(Manifest workload) {
    JsonNode pod = pod(workload);

    assertThat(pod.at("/securityContext/runAsNonRoot").booleanValue()).isTrue();
    assertThat(pod.at("/securityContext/runAsUser").intValue()).isEqualTo(9999);
    assertThat(pod.at("/securityContext/seccompProfile/type").textValue())
        .isEqualTo("RuntimeDefault");
    JsonNode restraints = pod.at("/containers/0/securityContext");
    assertThat(restraints.path("allowPrivilegeEscalation").booleanValue()).isFalse();
    assertThat(restraints.path("allowPrivilegeEscalation").isBoolean()).isTrue();
    assertThat(Manifest.texts(restraints.at("/capabilities/drop"))).containsExactly("ALL");
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void mountWhatThereIs(Manifest workload) throws IOException {
    Set<String> volumes = new TreeSet<>();
    for (JsonNode volume : pod(workload).path("volumes")) {
      volumes.add(volume.path("name").textValue());
      if (volume.has("configMap")) {
        assertThat(volume.at("/configMap/name"))
            .isEqualTo(
                Manifest.read("kubernetes/kustomization.yaml")
                    .content()
                    .at("/configMapGenerator/0/name"));
      } else if (volume.has("secret")) {
        assertThat(DocumentedSecrets.read().keysByName())
            .containsKey(volume.at("/secret/secretName").textValue());
      } else {
        assertThat(names("PersistentVolumeClaim"))
            .contains(volume.at("/persistentVolumeClaim/claimName").textValue());
      }
    }
    Set<String> mounted = new TreeSet<>();
    pod(workload)
        .at("/containers/0/volumeMounts")
        .forEach(mount -> mounted.add(mount.path("name").textValue()));
    assertThat(mounted).isEqualTo(volumes);
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void takeCredentialsFromSecrets(Manifest workload) throws IOException {
    ContainerFiles files = ContainerFiles.of(container, pod(workload));
    for (JsonNode variable : pod(workload).at("/containers/0/env")) {
      String name = variable.path("name").textValue();
      JsonNode key = variable.at("/valueFrom/secretKeyRef");
      if (name.equals(PostgresCredentials.PASSWORD_FILE)) {
        assertThat(files.at(variable.path("value").textValue())).isRegularFile();
      } else {
        assertThat(name).isEqualTo(PostgresCredentials.USER);
        assertThat(DocumentedSecrets.read().keys(key.path("name").textValue()))
            .contains(key.path("key").textValue());
      }
    }
  }

  @Test
  void holdNoSecret() {
    assertThat(names("Secret")).isEmpty();
    assertThat(Manifest.ofKubernetes())
        .noneMatch(manifest -> manifest.content().toString().matches("(?i).*password=.*"));
  }

  @Test
  void areOfOneImage() {
    assertThat(workloads().stream().map(KubernetesManifestsTest::image).distinct()).hasSize(1);
  }

  @Test
  void areAppliedTogether() throws IOException {
    JsonNode kustomization = Manifest.read("kubernetes/kustomization.yaml").content();
    Set<String> applied = new TreeSet<>(Manifest.texts(kustomization.path("resources")));
    applied.addAll(Manifest.texts(kustomization.at("/configMapGenerator/0/files")));
    applied.addAll(Set.of("kustomization.yaml", APPLIED_ALONE));

    try (Stream<Path> files = Files.list(Manifest.FOLDER.resolve("kubernetes"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(applied);
    }
  }

  @Test
  void giveTheJobManagerAnAccountThatMayStartTaskManagers() {
    String account = Manifest.flinkDeployment().content().at("/spec/serviceAccount").textValue();
    List<Manifest> access = Manifest.readAll("kubernetes/service-account.yaml");

    assertThat(access)
        .extracting(Manifest::kind)
        .containsExactly("ServiceAccount", "Role", "RoleBinding");
    assertThat(access).extracting(Manifest::name).containsOnly(account);
    JsonNode binding = access.get(2).content();
    assertThat(binding.at("/roleRef/name").textValue()).isEqualTo(account);
    assertThat(binding.at("/subjects/0/name").textValue()).isEqualTo(account);
    assertThat(access.get(1).content().path("rules"))
        .anySatisfy(
            rule -> {
              assertThat(Manifest.texts(rule.path("resources"))).contains("pods", "configmaps");
              assertThat(Manifest.texts(rule.path("verbs"))).contains("create", "watch", "delete");
            });
  }
}
