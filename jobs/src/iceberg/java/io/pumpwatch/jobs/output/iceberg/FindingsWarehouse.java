package io.pumpwatch.jobs.output.iceberg;

import io.pumpwatch.jobs.output.FindingsTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.flink.core.fs.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.flink.CatalogLoader;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.types.Types.NestedField;

/**
 * A Hadoop catalog: a folder of tables without a server.
 *
 * @param folder on a file system for which Hadoop has a class here
 */
record FindingsWarehouse(Path folder) {
  static final TableIdentifier TABLE = TableIdentifier.of("pumpwatch", FindingsTable.TABLE.name());

  private static final String CATALOG = "pumpwatch";
  private static final String DAY_OF = "detected_at";

  private CatalogLoader catalogLoader() {
    return CatalogLoader.hadoop(
        CATALOG,
        new Configuration(),
        Map.of(CatalogProperties.WAREHOUSE_LOCATION, folder.toUri().toString()));
  }

  /** Opens the table wherever an operator runs. */
  TableLoader tableLoader() {
    return TableLoader.fromCatalog(catalogLoader(), TABLE);
  }

  /** The columns that the table has now. */
  static Schema schemaOf(TableLoader loader) {
    try (TableLoader once = loader.clone()) {
      once.open();
      return once.loadTable().schema();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes the table where there is none, and adds the columns that it lacks where an earlier
   * version made it.
   *
   * @throws IOException where a column is of another type
   * @throws UncheckedIOException where the folder cannot be read or written
   */
  void prepareTable() throws IOException {
    Catalog catalog = catalogLoader().loadCatalog();
    Schema findings = IcebergColumns.schema(FindingsTable.TABLE);
    if (!catalog.tableExists(TABLE)) {
      catalog.createTable(TABLE, findings, PartitionSpec.builderFor(findings).day(DAY_OF).build());
      return;
    }
    Table table = catalog.loadTable(TABLE);
    boolean complete = true;
    for (NestedField column : findings.columns()) {
      NestedField there = table.schema().findField(column.name());
      if (there != null && !there.type().equals(column.type())) {
        throw new IOException(
            String.format(
                "column %s of table %s is %s, findings have %s",
                column.name(), TABLE, there.type(), column.type()));
      }
      complete &= there != null;
    }
    if (!complete) {
      table.updateSchema().unionByNameWith(findings).commit();
    }
  }
}
