"""All types of node, and the edges that this server knows by name alone."""

from mock_server.catalogue.facebook_nodes import FACEBOOK_NODES
from mock_server.catalogue.instagram_nodes import INSTAGRAM_NODES

NODE_TYPES = (*FACEBOOK_NODES, *INSTAGRAM_NODES)

# Edges that other nodes of the Graph have: on a node without them they are fields that do not exist. What no node has
# is an unknown path.
EDGES_ELSEWHERE = (
    "ads",
    "albums",
    "events",
    "friends",
    "groups",
    "home",
    "likes",
    "locations",
    "mentions",
    "photos",
    "reactions",
    "sharedposts",
    "tagged",
    "videos",
)

# The fields of webhooks to which an app can be subscribed on a Page or an Instagram account.
WEBHOOK_FIELDS = (
    "comments",
    "feed",
    "live_comments",
    "mention",
    "mentions",
    "message_reactions",
    "messages",
    "messaging_handover",
    "messaging_optins",
    "messaging_postbacks",
    "messaging_referral",
    "messaging_seen",
    "name",
    "story_insights",
)
