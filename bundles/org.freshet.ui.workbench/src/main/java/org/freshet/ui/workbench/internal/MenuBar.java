package org.freshet.ui.workbench.internal;

import java.nio.file.Path;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.GroupMarker;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.ICoolBarManager;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.IStatusLineManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.actions.ContributionItemFactory;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;
import org.eclipse.ui.menus.CommandContributionItem;
import org.eclipse.ui.menus.CommandContributionItemParameter;

/**
 * The frame of menu bar, tool bar and status line, and what belongs to the program as a whole. Bundles put theirs between the marks through
 * the extension point {@code org.eclipse.ui.menus}.
 */
final class MenuBar extends ActionBarAdvisor {
    /** Sources and new torrents, in the menu File and the tool bar. */
    private static final String ADD = "add";
    /** What is done to torrents, in the tool bar. */
    private static final String TORRENT = "torrent";
    private static final String VIEW = "org.freshet.menu.view";

    private final Themes themes;
    private final StatusFigures figures;
    private final Path profile;
    private IWorkbenchWindow window;

    MenuBar(IActionBarConfigurer configurer, Themes themes, StatusFigures figures, Path profile) {
        super(configurer);
        this.profile = profile;
        this.themes = themes;
        this.figures = figures;
    }

    @Override
    protected void makeActions(IWorkbenchWindow made) {
        window = made;
        add(ActionFactory.PREFERENCES, Messages.menu_preferences);
        add(ActionFactory.QUIT, Messages.menu_exit);
        add(ActionFactory.RESET_PERSPECTIVE, Messages.menu_reset);
        register(about());
    }

    /** In place of the platform's, which knows no version of a program that was not made by its own tools. */
    private IAction about() {
        Action about = new Action(Messages.menu_about) {
            @Override
            public void run() {
                new AboutDialog(window.getShell(), profile).open();
            }
        };
        about.setId(ActionFactory.ABOUT.getId());
        about.setActionDefinitionId(ActionFactory.ABOUT.getCommandId());
        return about;
    }

    private void add(ActionFactory factory, String text) {
        ActionFactory.IWorkbenchAction action = factory.create(window);
        action.setText(text);
        register(action);
    }

    @Override
    protected void fillMenuBar(IMenuManager bar) {
        IMenuManager file = menu(bar, Messages.menu_file, IWorkbenchActionConstants.M_FILE);
        file.add(new GroupMarker(ADD));
        file.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
        file.add(new Separator());
        file.add(getAction(ActionFactory.PREFERENCES.getId()));
        file.add(new Separator());
        file.add(getAction(ActionFactory.QUIT.getId()));

        IMenuManager edit = menu(bar, Messages.menu_edit, IWorkbenchActionConstants.M_EDIT);
        edit.add(new GroupMarker(IWorkbenchActionConstants.MB_ADDITIONS));

        IMenuManager torrent = menu(bar, Messages.menu_torrent, TORRENT);
        torrent.add(new GroupMarker(IWorkbenchActionConstants.MB_ADDITIONS));

        IMenuManager view = menu(bar, Messages.menu_view, VIEW);
        view.add(new GroupMarker(IWorkbenchActionConstants.MB_ADDITIONS));
        view.add(new Separator());
        MenuManager views = new MenuManager(Messages.menu_views, "views");
        views.add(ContributionItemFactory.VIEWS_SHORTLIST.create(window));
        view.add(views);
        view.add(getAction(ActionFactory.RESET_PERSPECTIVE.getId()));
        view.add(new Separator());
        view.add(themeMenu());

        IMenuManager help = menu(bar, Messages.menu_help, IWorkbenchActionConstants.M_HELP);
        help.add(new GroupMarker(IWorkbenchActionConstants.MB_ADDITIONS));
        help.add(command("org.eclipse.ui.window.showKeyAssist", Messages.menu_keys));
        help.add(command("org.eclipse.ui.window.quickAccess", Messages.menu_quickAccess));
        help.add(new Separator());
        help.add(getAction(ActionFactory.ABOUT.getId()));
    }

    private static IMenuManager menu(IMenuManager bar, String text, String id) {
        MenuManager menu = new MenuManager(text, id);
        bar.add(menu);
        return menu;
    }

    private CommandContributionItem command(String id, String text) {
        CommandContributionItemParameter parameter =
                new CommandContributionItemParameter(window, null, id, CommandContributionItem.STYLE_PUSH);
        parameter.label = text;
        return new CommandContributionItem(parameter);
    }

    private IMenuManager themeMenu() {
        MenuManager menu = new MenuManager(Messages.menu_theme, "org.freshet.menu.theme");
        for (Themes.Choice choice : Themes.Choice.values()) {
            menu.add(new Action(choice.label(), IAction.AS_RADIO_BUTTON) {
                {
                    setId("org.freshet.theme." + choice.name());
                    setChecked(themes.choice() == choice);
                }

                @Override
                public void run() {
                    if (isChecked()) {
                        themes.choose(choice);
                    }
                }
            });
        }
        return menu;
    }

    @Override
    protected void fillCoolBar(ICoolBarManager bar) {
        bar.setLockLayout(true);
        bar.add(new GroupMarker(ADD));
        bar.add(new GroupMarker(TORRENT));
        bar.add(new GroupMarker(IWorkbenchActionConstants.MB_ADDITIONS));
    }

    @Override
    protected void fillStatusLine(IStatusLineManager line) {
        figures.fill(line);
    }
}
