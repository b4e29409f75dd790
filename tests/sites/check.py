"""Whether a built site has a page for each tag, with the episodes that carry it and no others.

check.py EPISODES_JSON PATTERN: what `shownotes publish --data` wrote, and the path of a tag's page with {} for its slug.
"""

import html
import json
import sys

episodes = json.load(open(sys.argv[1], encoding="utf-8")).values()
titles = {"one": "Episode One", "two": "Episode Two", "three": "Episode Three"}
carriers = {}
for episode in episodes:
    for tag in episode["tags"]:
        carriers.setdefault(tag["slug"], set()).add(episode["slug"])
assert len(carriers) == 7, carriers
for slug, carrying in carriers.items():
    path = sys.argv[2].format(slug)
    page = html.unescape(open(path, encoding="utf-8").read())
    for episode, title in titles.items():
        assert (title in page) == (episode in carrying), f"{path}: {title}"
