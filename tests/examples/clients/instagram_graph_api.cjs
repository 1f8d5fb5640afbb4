// instagram-graph-api: its constant API_URL is the host.
const {ApiVersion, Client, Constants, GetAuthorizedFacebookPagesRequest, GetLinkedInstagramAccountRequest, PageOption} =
  require('instagram-graph-api');

Constants.API_URL = process.env.INSIGHTS_MOCK_URL ?? 'http://127.0.0.1:8080';

const token = 'EAAmock-reader';
const photo = '17900000000000001';

async function main() {
  const pages = await new GetAuthorizedFacebookPagesRequest(token).execute();
  const [page] = pages.getAuthorizedFacebookPages();
  const linked = await new GetLinkedInstagramAccountRequest(token, page.id).execute();
  const client = new Client(token, linked.getInstagramPageId());
  const profile = await client.newGetPageInfoRequest().execute();

  // All media, page after page.
  const walked = [];
  const request = client.newGetPageMediaRequest().withLimit(50);
  for (;;) {
    const media = await request.execute();
    walked.push(media.getIds());
    if (!media.getPaging().getNext()) break;
    request.withPaging({option: PageOption.AFTER, value: media.getPaging().getAfter()});
  }

  const stories = await client.newGetPageStoriesRequest().execute();
  const children = await client.newGetMediaChildrenRequest('17900000000000005').execute();
  const comments = await client.newGetMediaCommentsRequest(photo).execute();
  const insights = await client.newGetSimplePostMediaInsightsRequest(photo, 'reach', 'saved').execute();

  // A client without a version calls the API without one; this one names the newest that the package knows.
  const versioned = new Client(token, client.getPageId(), ApiVersion.LATEST);
  const week = [new Date('2026-07-09'), new Date('2026-07-16')];
  const days = await versioned.newGetPageDayInsightsRequest('reach').withRange(...week).execute();

  return {
    username: profile.getUsername(),
    followers: profile.getFollowers(),
    walked,
    stories: stories.getIds(),
    children: children.getIds(),
    comments: comments.getTexts(),
    insights: insights.getMetrics().map((each) => [each.getMetricName(), each.getMetricValues()]),
    days: days.getMetrics().map((each) => [each.getMetricName(), each.getMetricValues()]),
  };
}

main().then((found) => console.log(JSON.stringify(found, null, 2)));
