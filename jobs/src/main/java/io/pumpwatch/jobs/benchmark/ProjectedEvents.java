package io.pumpwatch.jobs.benchmark;

import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.parquet.ParquetColumnarRowInputFormat;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.hadoop.conf.Configuration;

/** Some columns of the events, read with Flink's own Parquet format, which decodes no others. */
final class ProjectedEvents {
  private static final int BATCH_ROWS = 2048;
  private static final int MICROSECONDS = 6;

  private static final LogicalType TEXT = new VarCharType(VarCharType.MAX_LENGTH);
  private static final Map<String, LogicalType> TYPES =
      Map.of(
          "event_time", new TimestampType(MICROSECONDS),
          "event_type", TEXT,
          "destination", TEXT,
          "source_ip", TEXT,
          "count", new IntType());

  private ProjectedEvents() {}

  /** A stream of rows of these columns, in their order, without timestamps. */
  static DataStream<RowData> stream(
      StreamExecutionEnvironment environment, Traffic traffic, List<String> columns) {
    RowType type =
        RowType.of(
            columns.stream().map(TYPES::get).toArray(LogicalType[]::new),
            columns.toArray(String[]::new));
    FileSource<RowData> source =
        FileSource.forBulkFileFormat(
                new ParquetColumnarRowInputFormat<>(
                    new Configuration(),
                    type,
                    InternalTypeInfo.of(type),
                    BATCH_ROWS,
                    /* isUtcTimestamp= */ true,
                    /* isCaseSensitive= */ true),
                traffic.dayFolders().stream()
                    .map(folder -> new Path(folder.toUri()))
                    .toArray(Path[]::new))
            .build();
    return environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), "projected-events")
        .uid("projected-events");
  }
}
