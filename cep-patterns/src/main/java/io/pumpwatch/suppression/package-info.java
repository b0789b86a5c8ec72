/** What somebody has said about traffic that would otherwise alert. */
package io.pumpwatch.suppression;
