package org.hotline12345.chassis.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/**
 * What all services' OpenAPI descriptions have in common: the problem, that every operation can answer one, the headers that
 * operations read through {@link Command}, and the words of {@link ApiWords}.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {
    private static final String REF = "#/components/schemas/Problem";
    private static final Map<PathItem.HttpMethod, Class<? extends Annotation>> METHODS = Map.of(
            PathItem.HttpMethod.GET, GET.class,
            PathItem.HttpMethod.POST, POST.class,
            PathItem.HttpMethod.PUT, PUT.class,
            PathItem.HttpMethod.PATCH, PATCH.class,
            PathItem.HttpMethod.DELETE, DELETE.class);

    private static final Class<? extends Annotation> SUMMARISED =
            org.eclipse.microprofile.openapi.annotations.Operation.class;

    private final IndexView index;

    public ApiDescription(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents().addSchema("Problem", problem());
        if (settingsNameSchemas()) {
            // they are there before anything else
            again(api.getComponents(), api::setComponents);
            again(api.getPaths(), api::setPaths);
            again(api.getInfo(), api::setInfo);
        }
        if (api.getPaths() == null || api.getPaths().getPathItems() == null) {
            return;
        }
        api.getPaths()
                .getPathItems()
                .values()
                .forEach(path -> path.getOperations().values().forEach(operation -> {
                    describeFailures(operation);
                    describeFiles(operation);
                }));
        describeTimes(api.getComponents().getSchemas());
        index.getAnnotations(RequestHeaders.class).stream()
                .filter(found -> found.target().kind() == AnnotationTarget.Kind.METHOD)
                .forEach(headers -> describeHeaders(api, headers));
        new ApiTextBounds(index).describe(api.getComponents().getSchemas());
        new ApiDescriptionWords(ApiWords.onClassPath()).describe(api);
    }

    /** The example that comes with a time of day is read as a broken number by some readers of YAML. */
    private static void describeTimes(Map<String, Schema> schemas) {
        Schema time = schemas.get("LocalTime");
        if (time != null) {
            time.setExamples(List.of("08:30:00"));
        }
    }

    private static boolean settingsNameSchemas() {
        return StreamSupport.stream(
                        ConfigProvider.getConfig().getPropertyNames().spliterator(), false)
                .anyMatch(name -> name.startsWith("mp.openapi.schema."));
    }

    private static void describeHeaders(OpenAPI api, AnnotationInstance headers) {
        MethodInfo method = headers.target().asMethod();
        Operation operation = operation(api, method);
        boolean first = operation.getParameters() == null;
        Stream.of(headers.value().asEnumArray())
                .map(RequestHeaders.Name::valueOf)
                .sorted()
                .filter(name -> !isDescribed(operation, name))
                .forEach(name -> operation.addParameter(OASFactory.createParameter()
                        .name(name.text())
                        .in(Parameter.In.HEADER)
                        .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING))));
        if (first) {
            putBehindParameters(operation, method.hasAnnotation(SUMMARISED));
        }
    }

    /** A description is written in the order in which it was made: parameters stand before the body. */
    static void putBehindParameters(Operation operation, boolean summarised) {
        again(operation.getRequestBody(), operation::setRequestBody);
        again(operation.getResponses(), operation::setResponses);
        if (!summarised) {
            again(operation.getSummary(), operation::setSummary);
            again(operation.getTags(), operation::setTags);
        }
        again(operation.getSecurity(), operation::setSecurity);
    }

    private static <T> void again(T value, Consumer<T> set) {
        if (value != null) {
            set.accept(null);
            set.accept(value);
        }
    }

    /** The index holds a class once for each archive that names it. */
    private static boolean isDescribed(Operation operation, RequestHeaders.Name name) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(known -> known.getName().equals(name.text()));
    }

    private static Operation operation(OpenAPI api, MethodInfo method) {
        AnnotationInstance ofClass = method.declaringClass().declaredAnnotation(Path.class);
        String path = Stream.of(ofClass, method.annotation(Path.class))
                .filter(found -> found != null)
                .map(found -> found.value().asString().replaceAll("^/|/$", ""))
                .filter(part -> !part.isEmpty())
                .reduce("", (before, part) -> before + "/" + part)
                .replaceAll("\\{\\s*(\\w+)\\s*(:[^/]*)?}", "{$1}");
        PathItem item = api.getPaths().getPathItem(path);
        return METHODS.entrySet().stream()
                .filter(entry -> item != null && method.hasAnnotation(entry.getValue()))
                .map(entry -> item.getOperations().get(entry.getKey()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no operation " + path + " for " + method));
    }

    private static void describeFailures(Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        operation.getResponses().removeAPIResponse("401");
        operation.getResponses().removeAPIResponse("403");
        operation.getResponses().removeAPIResponse("400");
        operation
                .getResponses()
                .addAPIResponse(
                        "default",
                        OASFactory.createAPIResponse()
                                .description("A failure, explained in the language of Accept-Language")
                                .content(OASFactory.createContent()
                                        .addMediaType(
                                                ProblemDocument.MEDIA_TYPE,
                                                OASFactory.createMediaType()
                                                        .schema(OASFactory.createSchema()
                                                                .ref(REF)))));
    }

    /** What is no JSON is a text or a file. */
    private static void describeFiles(Operation operation) {
        operation.getResponses().getAPIResponses().values().stream()
                .map(APIResponse::getContent)
                .filter(content -> content != null)
                .flatMap(content -> content.getMediaTypes().entrySet().stream())
                .filter(entry ->
                        entry.getValue().getSchema() == null && !entry.getKey().endsWith("json"))
                .forEach(entry -> entry.getValue()
                        .setSchema(entry.getKey().startsWith("text/") ? text() : text().format("binary")));
    }

    /** Its fields are described in {@code api-words.properties}. */
    private static Schema problem() {
        return object(Map.of(
                        "type", text(),
                        "title", text(),
                        "status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER),
                        "detail", text(),
                        "instance", text(),
                        "violations",
                                OASFactory.createSchema()
                                        .addType(Schema.SchemaType.ARRAY)
                                        .items(object(Map.of("field", text(), "message", text()))
                                                .required(List.of("field", "message")))))
                .required(List.of("type", "title", "status"));
    }

    private static Schema object(Map<String, Schema> properties) {
        Schema schema = OASFactory.createSchema().addType(Schema.SchemaType.OBJECT);
        properties.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(property -> schema.addProperty(property.getKey(), property.getValue()));
        return schema;
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }
}
