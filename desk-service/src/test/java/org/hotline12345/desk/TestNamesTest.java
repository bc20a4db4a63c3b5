package org.hotline12345.desk;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import org.hotline12345.testing.TestArchitecture;

@AnalyzeClasses(packages = "org.hotline12345.desk", importOptions = ImportOption.OnlyIncludeTests.class)
class TestNamesTest {
    @ArchTest
    static final ArchTests RULES = ArchTests.in(TestArchitecture.class);
}
