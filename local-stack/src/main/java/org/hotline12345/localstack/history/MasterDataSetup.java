package org.hotline12345.localstack.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hotline12345.localstack.api.ApiException;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.history.model.Profile;

/** Makes the units, categories and catalogue entries of a profile where they are not there yet; an admin's work. */
final class MasterDataSetup {
    private final SuiteCalls calls;

    MasterDataSetup(SuiteCalls calls) {
        this.calls = calls;
    }

    void bring(Profile.Setup setup) {
        if (setup.units().isEmpty()
                && setup.categories().isEmpty()
                && setup.catalogue().isEmpty()) {
            return;
        }
        HotlineClient.As admin = calls.admin();
        for (Map<String, Object> unit : setup.units()) {
            String path = "/units/" + HotlineClient.encode(text(unit, "code"));
            if (!exists(admin, path)) {
                admin.put(ServiceName.DISPATCH, path, unit).join();
            }
        }
        categories(admin, setup.categories());
        catalogue(admin, setup.catalogue());
    }

    private static boolean exists(HotlineClient.As admin, String path) {
        try {
            admin.get(ServiceName.DISPATCH, path).join();
            return true;
        } catch (RuntimeException e) {
            if (HotlineClient.unwrap(e) instanceof ApiException problem && problem.status() == 404) {
                return false;
            }
            throw e;
        }
    }

    private static void categories(HotlineClient.As admin, List<Map<String, Object>> categories) {
        Set<String> known = new HashSet<>(admin.each(
                        ServiceName.DISPATCH,
                        "/categories",
                        item -> item.path("code").asText())
                .join());
        StringBuilder csv = new StringBuilder("code,name,parent\n");
        int missing = 0;
        for (Map<String, Object> category : categories) {
            if (!known.contains(text(category, "code"))) {
                csv.append(text(category, "code"))
                        .append(',')
                        .append(text(category, "name"))
                        .append(',')
                        .append(category.containsKey("parent") ? text(category, "parent") : "")
                        .append('\n');
                missing++;
            }
        }
        if (missing > 0) {
            admin.call(
                            "POST",
                            ServiceName.DISPATCH,
                            "/categories/import",
                            csv.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                            Map.of("Content-Type", "text/csv"))
                    .join();
        }
    }

    private static void catalogue(HotlineClient.As admin, List<Map<String, Object>> entries) {
        if (entries.isEmpty()) {
            return;
        }
        Map<String, Boolean> known = new HashMap<>();
        admin.each(ServiceName.DISPATCH, "/catalogue", MasterDataSetup::key)
                .join()
                .forEach(key -> known.put(key, true));
        for (Map<String, Object> entry : entries) {
            JsonNode body = HotlineClient.json().valueToTree(new TreeMap<>(entry));
            if (!known.containsKey(key(body))) {
                admin.post(ServiceName.DISPATCH, "/catalogue", body).join();
            }
        }
    }

    private static String key(JsonNode entry) {
        return entry.path("category").asText() + "|" + entry.path("area").asText("") + "|"
                + entry.path("leadUnit").asText();
    }

    private static String text(Map<String, Object> body, String name) {
        return String.valueOf(body.get(name));
    }
}
