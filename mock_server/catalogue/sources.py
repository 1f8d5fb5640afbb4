"""Where the rows were read: Meta's pages, public recordings and dated reports."""

from datetime import date

from mock_server.catalogue.model import Evidence, Grade, Source

MEDIA_PAGE_V23 = Source(
    key="media-page-v23",
    title="Instagram Media Insights reference, v23.0 era",
    where="developers.facebook.com/docs/instagram-platform/reference/instagram-media/insights",
    date=date(2025, 6, 1),
)
MEDIA_PAGE = Source(
    key="media-page-2026",
    title="Instagram Media Insights reference, updated 2026-06-18",
    where="developers.facebook.com/documentation/instagram-platform/reference/instagram-media/insights",
    date=date(2026, 9, 11),
)
MEDIA_PAGE_V19 = Source(
    key="media-page-v19",
    title="Instagram Media Insights reference, v18 and v19 era",
    where="developers.facebook.com/docs/instagram-api/reference/ig-media/insights",
    date=date(2024, 1, 23),
)
ACCOUNT_PAGE = Source(
    key="account-page-2026",
    title="Instagram Account Insights reference, updated 2026-06-16",
    where="developers.facebook.com/documentation/instagram-platform/api-reference/instagram-user/insights",
    date=date(2026, 9, 11),
)
ACCOUNT_PAGE_V20 = Source(
    key="account-page-v20",
    title="Account Insights reference, table of interaction and demographic metrics",
    where="developers.facebook.com/docs/instagram-api/reference/ig-user/insights",
    date=date(2024, 5, 1),
)
LEGACY_METRICS = Source(
    key="legacy-metrics",
    title="Selection of metrics by category, first generation of the API",
    where="developers.facebook.com/docs/instagram-api/reference/ig-user/insights (2019 wording, third-party copy)",
    date=date(2019, 1, 1),
)
GUIDE = Source(
    key="guide",
    title="Insights guide of the Instagram Platform, v24.0 era",
    where="developers.facebook.com/docs/instagram-platform/insights",
    date=date(2025, 10, 8),
)
CHANGELOG = Source(
    key="changelog",
    title="Instagram Platform changelog up to 2026-06-22",
    where="developers.facebook.com/docs/instagram-platform/changelog",
    date=date(2026, 9, 11),
)
VERSIONS_PAGE = Source(
    key="versions-page",
    title="Graph API changelog: versions and their last days",
    where="developers.facebook.com/docs/graph-api/changelog/versions",
    date=date(2026, 10, 1),
)
VERSION_REPORTS = Source(
    key="version-reports",
    title="Reports of expired versions being served by newer ones",
    where="three public projects, 2026-08-16, 2026-09-13 and 2026-10-09",
    date=date(2026, 10, 9),
)
SDK_METADATA = Source(
    key="sdk-metadata",
    title="Meta's SDK metadata: enumerations of insight metrics, breakdowns, periods and timeframes",
    where="github.com/facebook/facebook-business-sdk-codegen api_specs/specs",
    date=date(2026, 4, 15),
)
ERRORS_PAGE = Source(
    key="errors-page",
    title="Graph API guide: handling errors",
    where="developers.facebook.com/docs/graph-api/guides/error-handling",
    date=date(2026, 9, 1),
)
PROBE_V25_JULY = Source(
    key="probe-v25-july",
    title="Diagnostics of every account and media metric, v25.0",
    where="github.com/charlesJSFF/jsff-meta-dash-pipe scripts/output",
    date=date(2026, 7, 16),
)
PROBE_V22_MAY = Source(
    key="probe-v22-may",
    title="Field and metric probe in 71 isolated calls, v22.0",
    where="github.com/alexcriadog/get-rid-of-phyllo-plan poc/scripts/probe-ig-fields.ts",
    date=date(2026, 5, 8),
)
PROBE_V22_JULY = Source(
    key="probe-v22-july",
    title="Probe of windows and follows, v22.0",
    where="github.com/veefedtechnologies-coder/Veefore-E scripts/meta-api-probe.mjs",
    date=date(2026, 7, 2),
)
PROBE_V25_SEPTEMBER = Source(
    key="probe-v25-september",
    title="Verification of the Meta API with user and page tokens, v25.0",
    where="github.com/smallpiece2024/instagram-analyze doc/verification/r0-meta-api-verification.md",
    date=date(2026, 10, 1),
)
PROBE_V26 = Source(
    key="probe-v26",
    title="Probe of stories and versions v19.0 to v26.0",
    where="public project",
    date=date(2026, 9, 1),
)
CASSETTES = Source(
    key="cassettes",
    title="Functional-test cassettes of a Meta connector, v22.0 to v25.0",
    where="github.com/keboola/component-meta tests/functional",
    date=date(2026, 6, 2),
)
RECORDED_RESPONSES = Source(
    key="recorded-responses",
    title="Recorded responses kept as a client's test data, 2017 to 2023",
    where="github.com/sns-sdks/python-facebook testdata/instagram",
    date=date(2023, 11, 10),
)
CONNECTOR_TESTS = Source(
    key="connector-tests",
    title="Recorded error bodies of a connector's tests",
    where="github.com/airbytehq/airbyte source-instagram unit_tests",
    date=date(2024, 6, 1),
)
ISSUE_62902 = Source(
    key="airbyte-62902",
    title="Report of a metric refused for a media product type",
    where="github.com/airbytehq/airbyte issue 62902",
    date=date(2025, 7, 9),
)
ISSUE_CONVERSION = Source(
    key="andromeda-26",
    title="Media posted before the business conversion, full body of 2020",
    where="github.com/Jellyfish-Insights/andromeda issue 26",
    date=date(2020, 2, 21),
)
IG_HOST_SPIKE = Source(
    key="ig-host-spike",
    title="Matrix of calls on graph.instagram.com",
    where="github.com/oeduardobrandao/sm-crm docs/superpowers/plans",
    date=date(2026, 8, 31),
)
IG_HOST_LIMITS = Source(
    key="ig-host-limits",
    title="Day-by-day measurements of windows and errors on graph.instagram.com, v22.0",
    where="a public project that measures day by day",
    date=date(2026, 9, 7),
)
IG_HOST_ENUM = Source(
    key="ig-host-enum",
    title="Enumeration of media metrics on graph.instagram.com",
    where="a public project",
    date=date(2026, 9, 27),
)
IG_HOST_REPORTS = Source(
    key="ig-host-reports",
    title="Single reports from graph.instagram.com",
    where="several public reports",
    date=date(2026, 9, 15),
)
FB_HOST_REPORTS = Source(
    key="fb-host-reports",
    title="Single reports from graph.facebook.com",
    where="several public reports",
    date=date(2026, 9, 24),
)
TOKEN_REPORTS = Source(
    key="token-reports",
    title="Recorded bodies of dead tokens",
    where="several public reports",
    date=date(2026, 9, 6),
)
JUNE_2025_REPORT = Source(
    key="june-2025-report",
    title="Report on account metrics, v23.0",
    where="several public reports",
    date=date(2025, 6, 25),
)
MEDIA_NODE_PAGE = Source(
    key="media-node-page",
    title="IG Media reference: fields, edges and limits",
    where="developers.facebook.com/docs/instagram-platform/reference/instagram-media",
    date=date(2026, 9, 11),
)
USER_NODE_PAGE = Source(
    key="user-node-page",
    title="IG User reference with its edges media, stories, tags and live_media",
    where="developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user",
    date=date(2026, 9, 11),
)
DISCOVERY_PAGE = Source(
    key="discovery-page",
    title="Business Discovery guide and reference",
    where="developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/business-discovery",
    date=date(2026, 9, 11),
)
GET_STARTED_PAGE = Source(
    key="get-started-page",
    title="Get started with the Instagram API with Instagram Login",
    where="developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/get-started",
    date=date(2026, 9, 1),
)
PAGE_NODE_PAGE = Source(
    key="page-node-page",
    title="Page and User reference, accounts and subscribed_apps",
    where="developers.facebook.com/docs/graph-api/reference/page",
    date=date(2026, 9, 1),
)
PAGING_PAGE = Source(
    key="paging-page",
    title="Graph API guide: paged results and field expansion",
    where="developers.facebook.com/docs/graph-api/results",
    date=date(2026, 9, 1),
)
LIVE_REPORT = Source(
    key="live-report",
    title="Live integration test report with a Page token, v23.0",
    where="a public project",
    date=date(2026, 7, 7),
)
FIELD_SYNTAX_REPORTS = Source(
    key="field-syntax-reports",
    title="Syntax errors of field lists, pasted by users of SDKs, 2014 to 2021",
    where="several public issue threads, github.com/node-facebook/facebook-node-sdk issue 123 among them",
    date=date(2021, 10, 21),
)
BATCH_CLIENTS = Source(
    key="batch-clients",
    title="Batch errors in the undated tests of two SDKs and in a question of 2011",
    where="github.com/arsduo/koala, github.com/jgorset/facepy, stackoverflow.com question 7510356",
    date=date(2026, 9, 1),
)
MARKETING_PAGE = Source(
    key="marketing-page",
    title="Marketing API reference: error codes of reading an edge",
    where="developers.facebook.com/docs/marketing-api/reference (third-party copies)",
    date=date(2026, 9, 1),
)
RATE_LIMITS_PAGE = Source(
    key="rate-limits-page",
    title="Graph API overview: rate limiting, its headers, formulas and error codes",
    where="developers.facebook.com/docs/graph-api/overview/rate-limiting",
    date=date(2026, 9, 1),
)
USAGE_HEADERS = Source(
    key="usage-headers",
    title="Usage headers as the live API sent them, v25.0, and for graph.instagram.com",
    where="a public project's read-only probe; github.com/restfb/restfb issue 1571",
    date=date(2026, 9, 21),
)
LIMIT_BODIES = Source(
    key="limit-bodies",
    title="Bodies of calls beyond the limit, 2017 to 2026",
    where="several public projects",
    date=date(2026, 9, 19),
)
SERVICE_REPORTS = Source(
    key="service-reports",
    title="Bodies of the API's own failures, pasted by users of Meta's SDKs, 2018 to 2020",
    where="github.com/facebook/facebook-python-business-sdk issue 431, facebook-nodejs-business-sdk issues 84 and 86, "
    "facebook-java-business-sdk issue 319",
    date=date(2020, 11, 10),
)
UNKNOWN_REPORTS = Source(
    key="unknown-reports",
    title="An unknown error that one of 243 posts gave, and went away",
    where="a public project's notes on the live API; github.com/facebookarchive/php-graph-sdk issue 948",
    date=date(2026, 8, 1),
)
BLOCK_REPORTS = Source(
    key="block-reports",
    title="Bodies of people and apps that were blocked for a while, 2016 to 2018",
    where="github.com/facebookarchive/php-graph-sdk issues 693 and 1047",
    date=date(2018, 8, 29),
)
PROXY_PAGES = Source(
    key="proxy-pages",
    title="HTML error pages in place of JSON, pasted by users of client libraries, 2013 to 2020",
    where="github.com/huandu/facebook issue 163, github.com/maraujo/pySocialWatcher issue 16, "
    "github.com/nov/fb_graph issue 355",
    date=date(2020, 12, 3),
)
BUSINESS_LOGIN_PAGE = Source(
    key="business-login-page",
    title="Business Login for Instagram, with the references of its token endpoints",
    where="developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/business-login",
    date=date(2026, 3, 13),
)
LOGIN_FLOW_PAGE = Source(
    key="login-flow-page",
    title="Facebook Login guides: a manually built flow, and access tokens",
    where="developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow",
    date=date(2026, 3, 10),
)
TOKEN_DEBUG_PAGE = Source(
    key="token-debug-page",
    title="Access tokens: debugging and error handling",
    where="developers.facebook.com/docs/facebook-login/guides/access-tokens/debugging",
    date=date(2025, 10, 1),
)
SECURE_REQUESTS_PAGE = Source(
    key="secure-requests-page",
    title="Graph API guide: secure requests with appsecret_proof",
    where="developers.facebook.com/docs/graph-api/guides/secure-requests",
    date=date(2025, 10, 1),
)
PERMISSIONS_PAGE = Source(
    key="permissions-page",
    title="Permissions reference, and the user's edge permissions",
    where="developers.facebook.com/docs/permissions",
    date=date(2026, 3, 1),
)
OAUTH_REPORTS = Source(
    key="oauth-reports",
    title="Bodies of the token endpoints and redirects, pasted by users of client libraries, 2012 to 2026",
    where="several public issue threads, github.com/facebookarchive/php-graph-sdk issues 50, 274 and 823 among them",
    date=date(2026, 9, 15),
)
DEBUG_RECORDINGS = Source(
    key="debug-recordings",
    title="Recorded replies of debug_token kept as a client's test data",
    where="a public client library, and github.com/sns-sdks/python-facebook testdata",
    date=date(2023, 11, 10),
)
WEBHOOKS_PAGE = Source(
    key="webhooks-page",
    title="Webhooks: getting started, and Webhooks for Instagram with its limitations and samples",
    where="developers.facebook.com/docs/graph-api/webhooks",
    date=date(2026, 9, 1),
)
WEBHOOK_CAPTURES = Source(
    key="webhook-captures",
    title="Headers and bodies of notifications, and refused subscriptions, as receivers kept them, 2021 to 2026",
    where="several public projects; github.com/fbsamples/original-coast-clothing issue 84",
    date=date(2026, 9, 1),
)
OUR_CHOICE = Source(
    key="our-choice",
    title="Chosen here because no source speaks of it",
    where="docs/decisions",
    date=date(2026, 11, 22),
)

DOCUMENTED_MEDIA = Evidence(source=MEDIA_PAGE, grade=Grade.DOCUMENTED)
DOCUMENTED_MEDIA_V23 = Evidence(source=MEDIA_PAGE_V23, grade=Grade.DOCUMENTED)
DOCUMENTED_ACCOUNT = Evidence(source=ACCOUNT_PAGE, grade=Grade.DOCUMENTED)
DOCUMENTED_ACCOUNT_V20 = Evidence(source=ACCOUNT_PAGE_V20, grade=Grade.DOCUMENTED)
DOCUMENTED_LEGACY = Evidence(source=LEGACY_METRICS, grade=Grade.DOCUMENTED)
DOCUMENTED_GUIDE = Evidence(source=GUIDE, grade=Grade.DOCUMENTED)
DOCUMENTED_MEDIA_NODE = Evidence(source=MEDIA_NODE_PAGE, grade=Grade.DOCUMENTED)
DOCUMENTED_USER_NODE = Evidence(source=USER_NODE_PAGE, grade=Grade.DOCUMENTED)
DOCUMENTED_PAGE_NODE = Evidence(source=PAGE_NODE_PAGE, grade=Grade.DOCUMENTED)
DOCUMENTED_CHANGE = Evidence(source=CHANGELOG, grade=Grade.DOCUMENTED)
ASSUMED = Evidence(source=OUR_CHOICE, grade=Grade.ASSUMED)
