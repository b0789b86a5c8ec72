package io.pumpwatch.jobs.output;

import io.pumpwatch.jobs.input.parquet.FlinkInputFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Reads the rows of a table back from a folder of Parquet files that we wrote. Files that are still
 * being written are hidden by their names and left out.
 *
 * @param <T> a row
 */
public final class ParquetTableReader<T> {
  private final ParquetTable<?> table;
  private final Function<TableRow, T> read;

  /**
   * A reader.
   *
   * @param table whose columns to read
   * @param read makes a row of them
   */
  public ParquetTableReader(ParquetTable<?> table, Function<TableRow, T> read) {
    this.table = table;
    this.read = read;
  }

  /**
   * Reads every row, file by file, in the order of their names.
   *
   * @param folder the table's folder, or one file of it
   * @param rows takes each row
   * @throws UnreadableTableException where the folder does not exist or a file is not of the table
   */
  public void readRows(Path folder, Consumer<T> rows) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    try {
      FileSystem fileSystem = folder.getFileSystem();
      collect(fileSystem, fileSystem.getFileStatus(folder), files);
    } catch (FileNotFoundException e) {
      throw new UnreadableTableException(
          "there is no " + table.name() + " folder at " + folder + ": nothing was written there",
          e);
    }
    for (Path file : files.values()) {
      readFile(file, rows);
    }
  }

  private static void collect(FileSystem fileSystem, FileStatus status, Map<String, Path> files)
      throws IOException {
    Path path = status.getPath();
    if (!status.isDir()) {
      files.put(path.toString(), path);
      return;
    }
    FileStatus[] children = fileSystem.listStatus(path);
    if (children == null) {
      throw new FileNotFoundException(path.toString());
    }
    for (FileStatus child : children) {
      String name = child.getPath().getName();
      boolean hidden = name.startsWith(".") || name.startsWith("_");
      if (!hidden && (child.isDir() || name.endsWith(ParquetSinks.SUFFIX))) {
        collect(fileSystem, child, files);
      }
    }
  }

  private void readFile(Path path, Consumer<T> rows) throws IOException {
    FlinkInputFile input = FlinkInputFile.of(path);
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withUseHadoopVectoredIo(false)
            .build();
    try (ParquetFileReader reader = ParquetFileReader.open(input, options)) {
      MessageType schema = known(reader.getFileMetaData().getSchema());
      reader.setRequestedSchema(schema);
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        readRowGroup(pages, schema, reader.getFileMetaData().getCreatedBy(), rows);
      }
    } catch (RuntimeException | IOException e) {
      input.throwFailure();
      throw new UnreadableTableException(
          path + " cannot be read as " + table.name() + ": " + e.getMessage(), e);
    }
  }

  /** The columns of the table that the file has, each stored as we store it. */
  private MessageType known(MessageType file) {
    List<Type> known = new ArrayList<>();
    for (ParquetTable.Column<?> column : table.columns()) {
      if (file.containsField(column.name())) {
        Type type = file.getType(column.name());
        if (!type.isPrimitive() || !column.type().isStoredAs(type.asPrimitiveType())) {
          throw new UnreadableTableException("column " + column.name() + " is of another type");
        }
        known.add(type);
      } else if (column.required()) {
        throw new UnreadableTableException("column " + column.name() + " is missing");
      }
    }
    return new MessageType(file.getName(), known);
  }

  private void readRowGroup(
      PageReadStore pages, MessageType schema, String createdBy, Consumer<T> rows) {
    ColumnReadStoreImpl store =
        new ColumnReadStoreImpl(
            pages, new DummyRecordConverter(schema).getRootConverter(), schema, createdBy);
    List<ColumnReader> columns = schema.getColumns().stream().map(store::getColumnReader).toList();
    for (long row = 0; row < pages.getRowCount(); row++) {
      Map<String, Object> values = new HashMap<>();
      for (ColumnReader column : columns) {
        boolean present =
            column.getCurrentDefinitionLevel() == column.getDescriptor().getMaxDefinitionLevel();
        if (present) {
          values.put(column.getDescriptor().getPath()[0], value(column));
        }
        column.consume();
      }
      rows.accept(read.apply(new TableRow(values)));
    }
  }

  private static Object value(ColumnReader column) {
    return switch (column.getDescriptor().getPrimitiveType().getPrimitiveTypeName()) {
      case INT32 -> column.getInteger();
      case INT64 -> column.getLong();
      case DOUBLE -> column.getDouble();
      case BOOLEAN -> column.getBoolean();
      case BINARY ->
          column.getDescriptor().getPrimitiveType().getLogicalTypeAnnotation() == null
              ? column.getBinary().getBytes()
              : column.getBinary().toStringUsingUTF8();
      default -> throw new UnreadableTableException("a column is of a type that we do not write");
    };
  }
}
