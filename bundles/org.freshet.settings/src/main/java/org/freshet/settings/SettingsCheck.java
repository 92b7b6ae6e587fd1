package org.freshet.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Judges settings before they are put in force, beyond what Metatype can say of them. An OSGi service with the property {@link #PID};
 * preference pages ask every service of their PID. Any thread; quick, without input or output.
 */
@ConsumerType
public interface SettingsCheck {

    /** Service property: the PID or factory PID whose settings it judges; a string or an array of them. */
    String PID = "settings.pid";

    /**
     * Judges one configuration.
     *
     * @param values the values as Configuration Admin would hold them, complete; secrets as references
     * @param locale the language of the answer
     * @return what is wrong; empty if the settings can be used
     */
    List<SettingsProblem> check(Map<String, Object> values, Locale locale);
}
