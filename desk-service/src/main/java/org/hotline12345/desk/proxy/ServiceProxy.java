package org.hotline12345.desk.proxy;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * The way from a page to the services: {@code /dispatch/api/v1/…} becomes {@code /api/v1/…} of dispatch with the access token of the
 * person whose session it is. The citizen's survey page is reached without one, at follow-up's own path.
 *
 * <p>A session's cookie goes along with whatever a browser is made to send. So what changes something must name
 * {@value #MARK}, which no form and no foreign page can set, and come from a page of this origin.
 */
@ApplicationScoped
public class ServiceProxy {
    /** The header that every call of a page carries. */
    public static final String MARK = "Hotline-Desk";

    private static final String API = "/api/v1/*";
    private static final String SURVEY = "/api/v1/survey/*";
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Set<HttpMethod> OF_A_FORM = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST);
    private static final Set<HttpMethod> ALLOWED =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE);

    private final Services services;
    private final ServiceInstances instances;
    private final Vertx vertx;

    ServiceProxy(Services services, ServiceInstances instances, Vertx vertx) {
        this.services = services;
        this.instances = instances;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        services.services().forEach((name, bases) -> {
            String prefix = "/" + name;
            var backend = new Backend(vertx, prefix, bases.get(0), instances.of(name), services.patience());
            router.route(prefix + API).handler(call -> forward(call, backend));
        });
        var survey = new Backend(
                vertx, "", services.services().get("followup").get(0), instances.of("followup"), services.patience());
        router.route(SURVEY).handler(call -> forwardForNobody(call, survey));
    }

    private static void forward(RoutingContext call, Backend backend) {
        HttpMethod method = call.request().method();
        if (!ALLOWED.contains(method)) {
            Refusal.NO_SUCH_METHOD.answer(call);
        } else if (!READING.contains(method) && !isOfAPage(call)) {
            Refusal.NOT_OF_A_PAGE.answer(call);
        } else if (!isPlain(call)) {
            Refusal.NO_PLAIN_PATH.answer(call);
        } else {
            String token = ((QuarkusHttpUser) call.user())
                    .getSecurityIdentity()
                    .getCredential(AccessTokenCredential.class)
                    .getToken();
            backend.forward(call.request(), token);
        }
    }

    /** The link to the page is the right to it. */
    private static void forwardForNobody(RoutingContext call, Backend backend) {
        if (!OF_A_FORM.contains(call.request().method())) {
            Refusal.NO_SUCH_METHOD.answer(call);
        } else if (!isPlain(call)) {
            Refusal.NO_PLAIN_PATH.answer(call);
        } else {
            backend.forward(call.request(), null);
        }
    }

    private static boolean isPlain(RoutingContext call) {
        return call.normalizedPath().equals(call.request().path());
    }

    private static boolean isOfAPage(RoutingContext call) {
        String site = call.request().getHeader("Sec-Fetch-Site");
        return call.request().getHeader(MARK) != null && (site == null || site.equals("same-origin"));
    }
}
