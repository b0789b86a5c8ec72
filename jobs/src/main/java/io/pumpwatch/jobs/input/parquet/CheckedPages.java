package io.pumpwatch.jobs.input.parquet;

import java.io.IOException;
import java.util.Optional;
import java.util.PrimitiveIterator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * The pages of a row group, whose dictionaries hold as many entries as they claim: room for them is
 * made before the first is read.
 */
final class CheckedPages implements PageReadStore {
  /** An entry as an object, without what it holds of the page. */
  private static final long ENTRY_BYTES = 48;

  private final PageReadStore pages;
  private final PageMemory memory;

  CheckedPages(PageReadStore pages, PageMemory memory) {
    this.pages = pages;
    this.memory = memory;
  }

  @Override
  public PageReader getPageReader(ColumnDescriptor column) {
    PageReader reader = pages.getPageReader(column);
    return new PageReader() {
      @Override
      public DictionaryPage readDictionaryPage() {
        DictionaryPage page = reader.readDictionaryPage();
        if (page != null) {
          check(page);
        }
        return page;
      }

      @Override
      public long getTotalValueCount() {
        return reader.getTotalValueCount();
      }

      @Override
      public DataPage readPage() {
        return reader.readPage();
      }
    };
  }

  private void check(DictionaryPage page) {
    int entries = page.getDictionarySize();
    if (entries < 0 || entries > page.getBytes().size()) {
      throw new ParquetDecodingException(
          "a dictionary claims " + entries + " entries in " + page.getBytes().size() + " bytes");
    }
    try {
      memory.hold(entries * ENTRY_BYTES, 0);
    } catch (IOException e) {
      throw new ParquetDecodingException(e);
    }
  }

  @Override
  public long getRowCount() {
    return pages.getRowCount();
  }

  @Override
  public Optional<Long> getRowIndexOffset() {
    return pages.getRowIndexOffset();
  }

  @Override
  public Optional<PrimitiveIterator.OfLong> getRowIndexes() {
    return pages.getRowIndexes();
  }

  @Override
  public void close() {
    pages.close();
  }
}
