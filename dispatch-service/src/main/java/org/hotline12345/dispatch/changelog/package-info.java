/** Who changed what of webhooks and of the directory of people, 变更留痕. */
package org.hotline12345.dispatch.changelog;
