package org.freshet.transport.websocket.internal;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

import org.freshet.settings.SettingsCheck;
import org.freshet.settings.SettingsProblem;
import org.freshet.transport.websocket.WebSocketSettings;
import org.osgi.service.component.annotations.Component;

/** Says what is wrong with settings of WebSockets before they are kept. */
@Component(service = SettingsCheck.class, property = SettingsCheck.PID + "=" + WebSocketComponent.PID)
public final class WebSocketSettingsCheck implements SettingsCheck {

    @Override
    public List<SettingsProblem> check(Map<String, Object> values, Locale locale) {
        ResourceBundle words = ResourceBundle.getBundle(WebSocketSettingsCheck.class.getPackageName() + ".problems", locale,
                WebSocketSettingsCheck.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return WebSocketSettings.USUAL.read(values).wrong().stream()
                .map(wrong -> new SettingsProblem(wrong.attribute(), MessageFormat.format(words.getString(wrong.attribute()),
                        wrong.value())))
                .toList();
    }
}
