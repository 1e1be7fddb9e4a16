"""What the theme in ``.streamlit/config.toml`` cannot say about the look of the pages, as one style sheet."""

from ecosystem.pages.menu import NAME

_SIDEBAR = "[data-testid=stSidebarUserContent]"
_BLOCK = f"{_SIDEBAR} > div > [data-testid=stVerticalBlock]"
_RULES = (
    # The page: no empty bands, and lines that stay short enough to read on a wide screen.
    ".stMainBlockContainer {padding: 1.5rem 2rem 2rem; max-width: 110rem}",
    ".stMainBlockContainer h1 {padding: 0}",
    ".stMainBlockContainer h3 {padding: 0.25rem 0}",
    ".stMainBlockContainer hr {margin: 0.5rem 0}",
    "[data-testid=stHeader] {background: transparent; height: 2.75rem; min-height: 0}",
    "[data-testid=stHeader], [data-testid=stHeader] * {pointer-events: none}",  # the headline stands behind it
    "[data-testid=stHeader] :is(button, a), [data-testid=stHeader] :is(button, a) * {pointer-events: auto}",
    "[data-testid=stCaptionContainer] {opacity: 0.85}",  # small print, dark enough for a projector
    # The label of a figure runs on to a second line where columns are narrow.
    "[data-testid=stMetricLabel] :is(div, p) {white-space: normal; overflow: visible; text-overflow: clip}",
    "[data-testid=stPlotlyChart] text {fill: currentColor !important}",  # the theme would make it pale
    # The logo with the product's name in the color of the theme.
    "[data-testid=stSidebarHeader] {height: auto; margin: 0; padding: 0.75rem 0 0.6rem; gap: 0.6rem;"
    " justify-content: flex-start; align-items: center}",
    "[data-testid=stSidebarLogo] {height: 2.25rem; max-width: none; margin: 0}",
    f'[data-testid=stSidebarHeader]::after {{content: "{NAME}"; order: 1; width: 6.5rem; font-weight: 700;'
    " line-height: 1.15}",
    "[data-testid=stSidebarCollapseButton] {order: 2; margin-left: auto}",
    # Whose map this is stands between the logo and the menu; a page's own controls stand below the menu.
    "[data-testid=stSidebarContent] {display: flex; flex-direction: column; padding: 0 0.9rem 1rem}",
    f"{_SIDEBAR}, {_SIDEBAR} > div, {_BLOCK} {{display: contents}}",
    f"{_BLOCK} > * {{order: 3; flex: none; width: 100%; margin: 0 0 0.6rem}}",
    f"{_BLOCK} > :is(.st-key-project, :has(.st-key-project)) {{order: 1; margin-bottom: 0.25rem}}",
    ".st-key-project {padding: 0.5rem 0.7rem 0.6rem}",
    "[data-testid=stSidebarNav] {order: 2; flex: none}",
    "[data-testid=stSidebarNavItems] {max-height: none; overflow: visible; padding: 0}",
    "[data-testid=stSidebarNavItems] > div {margin-bottom: 0.15rem}",
    "[data-testid=stNavSectionHeader] {font-size: 0.75rem; text-transform: uppercase; letter-spacing: 0.06em}",
    "@media (max-width: 1100px) {.stMainBlockContainer {padding-left: 1.5rem; padding-right: 1.5rem}}",
    "@media (max-width: 640px) {.stMainBlockContainer {padding: 3rem 1rem 1.5rem}"
    " [data-testid=stHeader] {backdrop-filter: blur(8px)}"
    " .stMarkdown table {display: block; overflow-x: auto; font-size: 0.875rem}}",
)
# A picture would name those who agreed to the group alone.
_NO_PICTURES = '[data-testid=stElementToolbarButton]:has([aria-label^="Download as PNG"]) {display: none}'


def style_sheet(*, pictures: bool) -> str:
    """Return the style element of a page; without ``pictures`` no chart can be downloaded as one."""
    return f"<style>{' '.join(_RULES)}{'' if pictures else _NO_PICTURES}</style>"
