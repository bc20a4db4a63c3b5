/** Files of cases and of what is done with them, 附件: taken in, kept, bound to what they came with, and read by right. */
package org.hotline12345.chassis.attachment;
