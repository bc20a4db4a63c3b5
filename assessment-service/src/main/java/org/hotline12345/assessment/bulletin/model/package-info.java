/** What a bulletin says: its figures, what stands out in them, and the document made of both. No framework. */
package org.hotline12345.assessment.bulletin.model;
