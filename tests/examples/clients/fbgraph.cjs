// fbgraph: setGraphUrl() is the host. It calls v2.9 unless told otherwise.
const graph = require('fbgraph');

graph.setGraphUrl(process.env.INSIGHTS_MOCK_URL ?? 'http://127.0.0.1:8080');
graph.setAccessToken('EAAmock-reader');

const account = '17841400000000001';
const photo = '17900000000000001';
const ask = (path, params = {}) =>
  new Promise((answered) => graph.get(path, params, (error, body) => answered(error ?? body)));

async function main() {
  // paging.next is a whole URL, token included: it is asked as it stands.
  const walked = [];
  let media = await ask(`${account}/media`, {fields: 'id,media_type', limit: 50});
  for (;;) {
    walked.push(media.data.map((each) => each.id));
    if (!media.paging.next) break;
    media = await ask(media.paging.next);
  }

  const series = await ask(`${account}/insights`, {metric: 'reach', period: 'day'});
  const refused = await ask(`${photo}/insights`, {metric: 'navigation'});
  const calls = [photo, '17999999999999999'].map((id) => ({method: 'get', relative_url: `${id}/insights?metric=reach`}));
  const answers = await new Promise((answered) => graph.batch(calls, (error, body) => answered(error ?? body)));

  return {walked, series, refused, answers};
}

main().then((found) => console.log(JSON.stringify(found, null, 2)));
