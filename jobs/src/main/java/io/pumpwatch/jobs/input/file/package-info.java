/** Files as they are stored, and what may go wrong with them while they are read. */
package io.pumpwatch.jobs.input.file;
