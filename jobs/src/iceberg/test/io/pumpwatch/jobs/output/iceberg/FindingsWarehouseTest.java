package io.pumpwatch.jobs.output.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.jobs.output.FindingsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table is made once, follows new columns and is never bent. */
class FindingsWarehouseTest {
  @TempDir private Path folder;

  private void prepare() throws IOException {
    new IcebergArchive().prepare(new org.apache.flink.core.fs.Path(folder.toUri()));
  }

  private void createTable(NestedField... columns) throws IOException {
    try (HadoopCatalog catalog = ArchivedRows.catalog(folder)) {
      catalog.createTable(FindingsWarehouse.TABLE, new Schema(columns));
    }
  }

  @Test
  void hasTheColumnsOfTheFilesByDay() throws IOException {
    prepare();

    Table table = ArchivedRows.table(folder);
    assertThat(table.schema().columns())
        .extracting(NestedField::name)
        .isEqualTo(FindingsTable.TABLE.columnNames());
    assertThat(
            table.schema().columns().stream()
                .filter(column -> column.name().matches("finding_id|revision|sends|.*detected.*"))
                .collect(Collectors.toMap(NestedField::name, column -> column.type().toString())))
        .containsEntry("finding_id", "string")
        .containsEntry("revision", "int")
        .containsEntry("sends", "long")
        .containsEntry("detected_at", "timestamptz");
    assertThat(table.spec().fields()).singleElement().hasToString("1000: detected_at_day: day(23)");
  }

  @Test
  void staysAsItIsWhenPreparedAgain() throws IOException {
    prepare();
    Schema before = ArchivedRows.table(folder).schema();

    prepare();

    assertThat(ArchivedRows.table(folder).schema().sameSchema(before)).isTrue();
  }

  @Test
  void getsTheColumnsItLacksAndKeepsOthers() throws IOException {
    createTable(
        NestedField.optional(1, "reviewer", Types.StringType.get()),
        NestedField.optional(2, "finding_id", Types.StringType.get()));

    prepare();

    assertThat(ArchivedRows.table(folder).schema().columns())
        .extracting(NestedField::name)
        .startsWith("reviewer", "finding_id")
        .containsAll(FindingsTable.TABLE.columnNames());
  }

  @Test
  void refusesAColumnOfAnotherType() throws IOException {
    createTable(NestedField.optional(1, "sends", Types.StringType.get()));

    assertThatThrownBy(this::prepare)
        .isInstanceOf(IOException.class)
        .hasMessage("column sends of table pumpwatch.findings is string, findings have long");
  }

  @Test
  void refusesAFileSystemThatIsNotHere() {
    assertThatThrownBy(
            () ->
                new IcebergArchive()
                    .prepare(new org.apache.flink.core.fs.Path("nowhere://bucket/warehouse")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No FileSystem for scheme \"nowhere\"");
  }
}
