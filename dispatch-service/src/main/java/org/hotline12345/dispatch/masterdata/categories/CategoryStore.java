package org.hotline12345.dispatch.masterdata.categories;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.masterdata.MasterStore;
import org.hotline12345.dispatch.masterdata.categories.model.Category;

@Singleton
class CategoryStore extends MasterStore<String, Category> {
    CategoryStore(Pool pool) {
        super(
                pool,
                "category",
                new Table<Category>("category")
                        .text("code", Category::code)
                        .key()
                        .text("name", Category::name)
                        .text("parent", Category::parent)
                        .number("level", Category::level)
                        .flag("active", Category::active)
                        .time("valid_from", Category::validFrom),
                Category::code);
    }

    Uni<Page<Category>> page(PageRequest page, String parent) {
        return page(page, "($3::text is null or parent = $3)", parent);
    }

    @Override
    protected Category item(Row row) {
        return new Category(
                row.getString("code"),
                row.getString("name"),
                row.getString("parent"),
                row.getInteger("level"),
                row.getBoolean("active"),
                row.getOffsetDateTime("valid_from").toInstant());
    }
}
