package org.hotline12345.dispatch.masterdata.categories;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import org.hotline12345.chassis.database.RecordReader;
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
                Table.of("category", Category.class).key("code"),
                RecordReader.of(Category.class),
                Category::code);
    }

    Uni<Page<Category>> page(PageRequest page, String parent) {
        return page(page, "($3::text is null or parent = $3)", parent);
    }
}
