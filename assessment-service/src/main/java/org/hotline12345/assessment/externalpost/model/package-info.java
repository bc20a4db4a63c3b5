/** What a file of posts must say. */
package org.hotline12345.assessment.externalpost.model;
