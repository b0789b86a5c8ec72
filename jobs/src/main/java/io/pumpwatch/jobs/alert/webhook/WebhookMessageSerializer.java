package io.pumpwatch.jobs.alert.webhook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Keeps messages that wait in checkpoints. */
final class WebhookMessageSerializer implements SimpleVersionedSerializer<WebhookMessage> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(WebhookMessage message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(message.id());
      out.writeInt(message.body().length);
      out.write(message.body());
    }
    return bytes.toByteArray();
  }

  @Override
  public WebhookMessage deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException("waiting alerts of version " + version + " cannot be read");
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized))) {
      String id = in.readUTF();
      return new WebhookMessage(id, in.readNBytes(in.readInt()));
    }
  }
}
