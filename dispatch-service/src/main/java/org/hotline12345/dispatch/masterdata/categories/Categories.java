package org.hotline12345.dispatch.masterdata.categories;

import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.dispatch.masterdata.ImportedRows;
import org.hotline12345.dispatch.masterdata.Importer;
import org.hotline12345.dispatch.masterdata.MasterDataStore;
import org.hotline12345.dispatch.masterdata.RowReader;
import org.hotline12345.dispatch.masterdata.categories.model.Category;
import org.hotline12345.events.CategoryChanged;
import org.hotline12345.events.OfficeEvent;

/** The categories as filed here; dispatch owns them. In a file parents stand before their children. */
@Singleton
public class Categories extends Importer<String, Category> {
    private static final int LEVELS = 3;

    Categories(MasterDataStore masterData, CategoryStore store, Transactions transactions, Vertx vertx, Clock clock) {
        super(masterData, store, transactions, vertx, clock);
    }

    @Override
    protected List<String> columns() {
        return List.of("code", "name", "parent");
    }

    @Override
    protected Category item(RowReader row, ImportedRows<String, Category> rows) {
        String code = row.code("code");
        Category before = rows.before(code);
        String parentCode = row.known("parent", rows::has);
        Category parent = rows.now(parentCode);
        int level = parent == null ? 1 : parent.level() + 1;
        if (level > LEVELS) {
            row.problem("parent", "事项类别最多三级", "categories have three levels at most");
        }
        if (code.equals(parentCode)) {
            row.problem("parent", "不能以自身为上级", "a category is not its own parent");
        }
        return new Category(
                code,
                row.required("name", 100),
                parentCode,
                Math.min(level, LEVELS),
                row.flag("active", true),
                validFrom(row, before == null ? null : before.validFrom()));
    }

    @Override
    protected OfficeEvent event(Category category) {
        return new CategoryChanged(
                category.code(),
                category.name(),
                category.parent(),
                category.level(),
                category.active(),
                category.validFrom());
    }
}
