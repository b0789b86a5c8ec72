package io.pumpwatch.jobs.input.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Splits as checkpoints keep them: the position, then the files as Flink itself keeps them. */
final class HistorySplitSerializer implements SimpleVersionedSerializer<HistorySplit> {
  private static final int VERSION = 1;
  private static final int INITIAL_BYTES = 256;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(HistorySplit split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
    Optional<CheckpointedPosition> position = split.getReaderPosition();
    out.writeBoolean(position.isPresent());
    if (position.isPresent()) {
      out.writeLong(position.get().getOffset());
      out.writeLong(position.get().getRecordsAfterOffset());
    }
    out.writeInt(split.files().size());
    for (FileSourceSplit file : split.files()) {
      SimpleVersionedSerialization.writeVersionAndSerialize(
          FileSourceSplitSerializer.INSTANCE, file, out);
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public HistorySplit deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException("splits of version " + version + " are not known");
    }
    DataInputDeserializer in = new DataInputDeserializer(serialized);
    CheckpointedPosition position =
        in.readBoolean() ? new CheckpointedPosition(in.readLong(), in.readLong()) : null;
    int count = in.readInt();
    List<FileSourceSplit> files = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      files.add(
          SimpleVersionedSerialization.readVersionAndDeSerialize(
              FileSourceSplitSerializer.INSTANCE, in));
    }
    return new HistorySplit(files, position);
  }
}
