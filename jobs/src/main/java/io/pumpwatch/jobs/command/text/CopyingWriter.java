package io.pumpwatch.jobs.command.text;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Writes everything a second time, to a copy that is there to be read later. */
public final class CopyingWriter extends FilterWriter {
  private final StringBuilder copy;

  /** A writer to both. */
  public CopyingWriter(Writer original, StringBuilder copy) {
    super(original);
    this.copy = copy;
  }

  @Override
  public void write(int character) throws IOException {
    copy.append((char) character);
    out.write(character);
  }

  @Override
  public void write(char[] characters, int offset, int length) throws IOException {
    copy.append(characters, offset, length);
    out.write(characters, offset, length);
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    copy.append(text, offset, offset + length);
    out.write(text, offset, length);
  }
}
