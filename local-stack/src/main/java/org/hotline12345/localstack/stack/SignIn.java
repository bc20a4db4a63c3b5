package org.hotline12345.localstack.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.hotline12345.embedded.signin.OpenIdServer;
import org.hotline12345.embedded.signin.Person;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.HttpTransport;
import org.hotline12345.localstack.api.Patience;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.home.Home;
import org.hotline12345.localstack.token.Identity;
import org.hotline12345.localstack.token.Role;
import org.hotline12345.localstack.token.TokenIssuer;
import org.jose4j.jwt.JwtClaims;

/** Where people of this machine sign in: as anybody of the hotline, and as three of each unit. */
final class SignIn implements AutoCloseable {
    private static final String SURNAMES = "王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林";
    private static final String GIVEN = "敏静丽强磊洋勇艳杰娟涛明超秀霞平刚桂芳兰";

    /** The hotline's own people, as the demonstration names them. */
    private static final List<Person> OF_THE_HOTLINE = List.of(
            ofTheHotline("受理员-01", "受理员", Role.AGENT),
            ofTheHotline("派单员-01", "派单员", Role.DISPATCHER),
            ofTheHotline("审核员-01", "审核员", Role.CENTRE_REVIEWER),
            ofTheHotline("督办员-01", "督办员", Role.SUPERVISOR),
            ofTheHotline("回访员-01", "回访员", Role.CALLBACK_AGENT),
            ofTheHotline("考评员-01", "考评员", Role.EVALUATOR),
            ofTheHotline("考评员-02", "考评员", Role.EVALUATOR),
            ofTheHotline("热线办主任", "热线办领导", Role.OFFICE_LEADER),
            ofTheHotline("审计员-01", "审计员", Role.AUDITOR),
            ofTheHotline("管理员-01", "管理员", Role.ADMIN));

    private final HotlineClient client;
    private final OpenIdServer server;

    private SignIn(HotlineClient client, OpenIdServer server) {
        this.client = client;
        this.server = server;
    }

    static SignIn start(Home home, StackOptions options) {
        var issuer = new TokenIssuer(home.signingKeys(), Clock.systemUTC());
        var client = new HotlineClient(
                options.addresses(), issuer::token, new HttpTransport(1), new Patience(Duration.ofSeconds(5)), "zh-CN");
        var server = OpenIdServer.start(
                new OpenIdServer.Settings(
                        0,
                        TokenIssuer.ISSUER,
                        TokenIssuer.AUDIENCE,
                        jwks(home),
                        TokenIssuer.LIFETIME,
                        claims -> sign(issuer, claims),
                        () -> people(client)),
                Clock.systemUTC());
        return new SignIn(client, server);
    }

    /** The hotline's own people. */
    static List<Person> ofTheHotline() {
        return OF_THE_HOTLINE;
    }

    /** Where the desks find it. */
    String url() {
        return server.url();
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }

    private static String sign(TokenIssuer issuer, Map<String, Object> claims) {
        var all = new JwtClaims();
        claims.forEach(all::setClaim);
        return issuer.sign(all);
    }

    private static String jwks(Home home) {
        try {
            return Files.readString(home.signingKeys().jwks());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of the units come from dispatch; while it is away there are those of the hotline. */
    private static List<Person> people(HotlineClient client) {
        var people = new ArrayList<>(OF_THE_HOTLINE);
        try {
            client.as(Identity.of("sign-in", Role.ADMIN.code()))
                    .list(ServiceName.DISPATCH, "/units?active=true")
                    .join()
                    .forEach(unit -> people.addAll(ofUnit(unit)));
        } catch (CompletionException away) {
            return people;
        }
        return people;
    }

    private static List<Person> ofUnit(JsonNode unit) {
        String code = unit.path("code").asText();
        String name = unit.path("name").asText();
        return List.of(
                person("承办人-" + code, name + " 承办人", Role.UNIT_HANDLER, code, null),
                person("处长-" + code, name + " 处室负责人", Role.UNIT_REVIEWER, code, null),
                person("分管领导-" + code, name + " 主要领导", Role.UNIT_LEADER, code, "PRINCIPAL"));
    }

    private static Person ofTheHotline(String subject, String post, Role role) {
        return person(subject, "热线中心 " + post, role, null, null);
    }

    private static Person person(String subject, String place, Role role, String unit, String level) {
        int hash = subject.hashCode() & Integer.MAX_VALUE;
        String name = ""
                + SURNAMES.charAt(hash % SURNAMES.length())
                + GIVEN.charAt(hash / SURNAMES.length() % GIVEN.length());
        return new Person(subject, name, place, List.of(role.code()), unit, level);
    }
}
