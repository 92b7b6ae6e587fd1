package org.freshet.transport.tcp.internal;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

import org.freshet.settings.SettingsCheck;
import org.freshet.settings.SettingsProblem;
import org.freshet.transport.tcp.TcpSettings;
import org.osgi.service.component.annotations.Component;

/** Says what is wrong with settings of TCP before they are kept. */
@Component(service = SettingsCheck.class, property = SettingsCheck.PID + "=" + TcpComponent.PID)
public final class TcpSettingsCheck implements SettingsCheck {

    @Override
    public List<SettingsProblem> check(Map<String, Object> values, Locale locale) {
        ResourceBundle words = ResourceBundle.getBundle(TcpSettingsCheck.class.getPackageName() + ".problems", locale,
                TcpSettingsCheck.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return TcpSettings.USUAL.read(values).wrong().stream()
                .map(id -> new SettingsProblem(id, MessageFormat.format(words.getString(id), String.valueOf(values.get(id)))))
                .toList();
    }
}
