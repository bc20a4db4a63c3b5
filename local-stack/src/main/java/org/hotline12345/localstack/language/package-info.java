/** What the commands say, in Chinese to a Chinese reader, else in English. */
package org.hotline12345.localstack.language;
