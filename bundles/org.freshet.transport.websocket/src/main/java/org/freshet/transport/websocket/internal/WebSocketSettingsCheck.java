package org.freshet.transport.websocket.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.freshet.settings.ProblemWords;
import org.freshet.settings.SettingsCheck;
import org.freshet.settings.SettingsProblem;
import org.freshet.transport.websocket.WebSocketSettings;
import org.osgi.service.component.annotations.Component;

/** Says what is wrong with settings of WebSockets before they are kept. */
@Component(service = SettingsCheck.class, property = SettingsCheck.PID + "=" + WebSocketComponent.PID)
public final class WebSocketSettingsCheck implements SettingsCheck {

    @Override
    public List<SettingsProblem> check(Map<String, Object> values, Locale locale) {
        ProblemWords words = new ProblemWords(WebSocketSettingsCheck.class, locale);
        return WebSocketSettings.USUAL.read(values).wrong().stream().map(wrong -> words.problem(wrong.attribute(), wrong.value())).toList();
    }
}
