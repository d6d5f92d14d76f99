"""What the pages say."""

from typing import Any

from trigpoint.frameworks.queries import Framework


def framework(found: Framework) -> dict[str, Any]:
    """Each aspect with its statements under the words of each level, as the statements' component takes them."""
    tree = found.tree()
    return {
        "framework": found,
        "levels": tree.levels,
        "themes": [
            {
                "theme": theme,
                "aspects": [
                    {
                        "aspect": aspect,
                        "positions": [
                            {
                                "label": level.label,
                                "statements": [{"text": said.text} for said in aspect.at_level(level.key)],
                            }
                            for level in tree.levels
                        ],
                    }
                    for aspect in theme.aspects
                ],
            }
            for theme in tree.themes
        ],
    }
