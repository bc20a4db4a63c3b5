package org.hotline12345.intake.channel;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The code list of channels 渠道: the usual ones and those a city adds by configuration. */
@ApplicationScoped
public class Channels {
    /**
     * A channel.
     *
     * @param zh Chinese name.
     * @param en English name.
     */
    public record Channel(String code, String zh, String en) {}

    private final Map<String, Channel> byCode = new LinkedHashMap<>();

    public Channels(IntakeConfig config) {
        add("PHONE", "电话", "Telephone");
        add("WEB", "网站", "Web site");
        add("WECHAT", "微信", "WeChat");
        add("APP", "手机客户端", "Mobile app");
        add("EMAIL", "电子邮件", "E-mail");
        add("LETTER", "信件", "Letter");
        add("VISIT", "来访", "Visit");
        add("PROVINCE", "省派", "From the province");
        add("CITY", "市派", "From the city");
        add("POLICE_110", "110转办", "From the police, 110");
        add("PEOPLES_DAILY", "人民网", "People's Daily Online");
        add("RATING", "好差评", "Rating of government services");
        add("LEADER", "领导交办", "Given by a leader");
        add("INSPECTOR", "监督员上报", "Reported by an inspector");
        add("PROFESSIONAL_LINE", "专业热线", "Merged special line");
        config.channels().forEach((code, names) -> add(code, names.zh(), names.en()));
    }

    /** Whether the code is one of the city's channels. */
    public boolean knows(String code) {
        return code != null && byCode.containsKey(code);
    }

    /** The channels by code, in the order of the list. */
    public Map<String, Channel> all() {
        return Collections.unmodifiableMap(byCode);
    }

    private void add(String code, String zh, String en) {
        byCode.put(code, new Channel(code, zh, en));
    }
}
