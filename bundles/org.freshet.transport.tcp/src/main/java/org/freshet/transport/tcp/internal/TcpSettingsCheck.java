package org.freshet.transport.tcp.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.freshet.settings.ProblemWords;
import org.freshet.settings.SettingsCheck;
import org.freshet.settings.SettingsProblem;
import org.freshet.transport.tcp.TcpSettings;
import org.osgi.service.component.annotations.Component;

/** Says what is wrong with settings of TCP before they are kept. */
@Component(service = SettingsCheck.class, property = SettingsCheck.PID + "=" + TcpComponent.PID)
public final class TcpSettingsCheck implements SettingsCheck {

    @Override
    public List<SettingsProblem> check(Map<String, Object> values, Locale locale) {
        ProblemWords words = new ProblemWords(TcpSettingsCheck.class, locale);
        return TcpSettings.USUAL.read(values).wrong().stream().map(id -> words.problem(id, values.get(id))).toList();
    }
}
