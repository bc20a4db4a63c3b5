package org.hotline12345.localstack.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.language.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAddressesTest {
    @Test
    void a_host_alone_has_the_services_on_their_usual_ports() {
        var addresses = ServiceAddresses.of(List.of("http://10.0.0.7/"));

        assertThat(addresses.get(ServiceName.INTAKE)).hasToString("http://10.0.0.7:8081");
        assertThat(addresses.get(ServiceName.ASSESSMENT)).hasToString("http://10.0.0.7:8084");
    }

    @Test
    void a_pattern_names_the_service_in_the_host_or_in_the_path() {
        assertThat(ServiceAddresses.of(List.of("https://{service}.hotline.example"))
                        .get(ServiceName.FOLLOWUP))
                .hasToString("https://followup.hotline.example");
        assertThat(ServiceAddresses.of(List.of("https://hotline.example:8443/{service}/"))
                        .get(ServiceName.DISPATCH))
                .hasToString("https://hotline.example:8443/dispatch");
    }

    @Test
    void one_address_each_goes_before_the_host_that_holds_the_others() {
        var addresses = ServiceAddresses.of(List.of("http://10.0.0.7", "assessment=https://figures.example/a"));

        assertThat(addresses.get(ServiceName.DISPATCH)).hasToString("http://10.0.0.7:8082");
        assertThat(addresses.get(ServiceName.ASSESSMENT)).hasToString("https://figures.example/a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.7:8081",
                "https://hotline.example/api",
                "intake=http://10.0.0.7:8081",
                "10.0.0.7",
                "ftp://10.0.0.7",
                "http://",
                "http://a b",
                "http://10.0.0.7?x=1"
            })
    void what_does_not_say_where_each_service_is_is_refused(String given) {
        assertThatThrownBy(() -> ServiceAddresses.of(List.of(given)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.usage()).isTrue());
    }
}
