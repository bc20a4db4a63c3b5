package org.hotline12345.localstack.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.embedded.signin.Person;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.token.Identity;
import org.hotline12345.localstack.token.Role;

/** The people of a trial city: those of the hotline itself, and three of each unit. */
public final class CityPeople {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
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
            ofTheHotline("管理员-01", "管理员", Role.ADMIN),
            ofTheHotline("管理员-02", "管理员", Role.ADMIN));

    private CityPeople() {}

    /** The hotline's own people. */
    public static List<Person> ofTheHotline() {
        return OF_THE_HOTLINE;
    }

    /** Everybody; those of the units come from dispatch. */
    public static List<Person> all(HotlineClient client) {
        return Stream.concat(
                        OF_THE_HOTLINE.stream(),
                        client
                                .as(Identity.of("sign-in", Role.ADMIN.code()))
                                .list(ServiceName.DISPATCH, "/units?active=true")
                                .join()
                                .stream()
                                .flatMap(CityPeople::ofUnit))
                .toList();
    }

    /** Files everybody in the directory, so that they stand on the desks by name. */
    public static void file(HotlineClient client) {
        String today = LocalDate.now(SHANGHAI).toString();
        String csv = "subject,name,roles,unit,level,validFrom\n"
                + all(client).stream().map(person -> line(person, today)).collect(Collectors.joining("\n"));
        client.as(Identity.of("管理员-01", Role.ADMIN.code()))
                .call(
                        "POST",
                        ServiceName.DISPATCH,
                        "/people/import",
                        csv.getBytes(StandardCharsets.UTF_8),
                        Map.of("Content-Type", "text/csv"))
                .join();
    }

    private static String line(Person person, String today) {
        return String.join(
                ",",
                person.subject(),
                person.name(),
                String.join(";", person.roles()),
                person.unit() == null ? "" : person.unit(),
                person.level() == null ? "" : person.level(),
                today);
    }

    private static Stream<Person> ofUnit(JsonNode unit) {
        String code = unit.path("code").asText();
        String name = unit.path("name").asText();
        return Stream.of(
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
