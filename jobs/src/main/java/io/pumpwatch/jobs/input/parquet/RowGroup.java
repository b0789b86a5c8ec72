package io.pumpwatch.jobs.input.parquet;

import org.apache.parquet.hadoop.metadata.BlockMetaData;

/**
 * A row group that is to be read.
 *
 * @param index which of the file
 * @param firstRow its first row in the file, from 0
 * @param position how many rows that are to be read come before it
 * @param block what the footer says about it
 */
record RowGroup(int index, long firstRow, long position, BlockMetaData block) {

  RowGroup {
    if (block.getRowCount() < 0) {
      throw new IllegalStateException("row group " + index + " has a negative number of rows");
    }
  }

  long rows() {
    return block.getRowCount();
  }

  /** The position behind its last row. */
  long end() {
    return position + rows();
  }
}
