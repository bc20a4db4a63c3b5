package org.hotline12345.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Annotations cannot read a table of who may give which command; so they are compared with it. */
public final class CommandRoles {
    private CommandRoles() {}

    /**
     * Every POST or PUT whose path ends in the word of a command lets in those whom the table names, and nobody else.
     *
     * @param roles who may give a command, by its word
     */
    public static void agree(Map<String, Set<String>> roles, Class<?>... resources) {
        var annotated = new TreeMap<String, Set<String>>();
        for (Class<?> resource : resources) {
            for (Method operation : resource.getDeclaredMethods()) {
                String word = text(resource, operation).replaceFirst(".*/", "");
                if (changes(operation) && roles.containsKey(word)) {
                    annotated.put(word, allowed(resource, operation));
                }
            }
        }
        assertThat(annotated).isEqualTo(new TreeMap<>(roles));
    }

    private static boolean changes(Method operation) {
        return annotation(operation, "jakarta.ws.rs.POST") != null
                || annotation(operation, "jakarta.ws.rs.PUT") != null;
    }

    private static String text(Class<?> resource, Method operation) {
        return (path(resource) + "/" + path(operation)).replaceFirst("/$", "");
    }

    private static String path(AnnotatedElement element) {
        Annotation path = annotation(element, "jakarta.ws.rs.Path");
        return path == null ? "" : ((String) value(path)).replaceAll("^/|/$", "");
    }

    private static Set<String> allowed(Class<?> resource, Method operation) {
        String name = "jakarta.annotation.security.RolesAllowed";
        Annotation own = annotation(operation, name);
        return new TreeSet<>(Arrays.asList((String[]) value(own == null ? annotation(resource, name) : own)));
    }

    private static Annotation annotation(AnnotatedElement element, String name) {
        return Arrays.stream(element.getAnnotations())
                .filter(found -> found.annotationType().getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static Object value(Annotation annotation) {
        try {
            return annotation.annotationType().getMethod("value").invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
