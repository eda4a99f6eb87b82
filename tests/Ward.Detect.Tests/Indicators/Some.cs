using System.Text;
using Ward.City;
using Ward.City.Reading;
using Ward.Detect.Indicators;
using Ward.Ingest;
using Ward.Ingest.Journal;
using Ward.Standards.Misp;

namespace Ward.Detect.Tests.Indicators;

/// <summary>A small city, sets of indicators and events, as tests of indicators need them.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Day = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly IndicatorSource Good = new("good", Reliability.A, 1);

    public static CityModel City { get; } = ((CityReading.Read)CityReader.Read("city.yaml", """
        id: brackwater
        name: Brackwater
        zones:
          - {id: internet, kind: external}
          - {id: partner, kind: external, networks: [192.0.2.0/28]}
          - {id: office, kind: office, networks: [10.1.0.0/16]}
        assets:
          - {id: web, zone: office, kind: server, addresses: [10.1.0.80], names: [www.brackwater.example], listens: [https]}
        protected: {networks: [192.0.2.53/32]}
        """)).City;

    public static Indicator Of(string text, int confidence = 90, DateTimeOffset? confirmed = null, DateTimeOffset? until = null, Pap? action = null) =>
        IndicatorText.TryGuess(text, out var type, out var value, out var reason)
            ? new Indicator(type, value, confidence, null, action, null, until, confirmed ?? Day, "botnet")
            : throw new ArgumentException(reason, nameof(text));

    public static IndicatorSet Set(params string[] texts) => Set(Good, [.. texts.Select(t => Of(t))]);

    public static IndicatorSet Set(IndicatorSource source, params Indicator[] indicators)
    {
        var builder = new IndicatorSetBuilder();
        builder.Begin(source, string.Join('\n', indicators.Select(i => i.ToString())));
        foreach (var indicator in indicators) builder.Add(indicator, Day.AddDays(-1));
        return builder.Build();
    }

    public static Hygiene Hygiene(params NeverBlockList[] lists) => new(new HygieneOptions(), new NeverBlock(lists), City);

    public static NeverBlockList List(string name, WarninglistKind kind, params string[] entries) => new(new Warninglist(name, 1, kind, entries), false);

    public static Event Event(EventBuilder builder, long offset, DateTimeOffset time, params (FieldId Field, string Value)[] fields)
    {
        builder.Begin(new Arrival(City.Id, new FeedId("gateway"), offset, time.AddSeconds(1), Assurance.Authenticated, null, null, Encoding.UTF8.GetBytes($"line {offset}"), false))
            .At(time).Is(EventClass.Base, 0, 0, LogSource.None).Proven(true);
        foreach (var (field, value) in fields) builder.Set(field, value);
        return builder.Event;
    }

    public static Event Event(params (FieldId Field, string Value)[] fields) => Event(new EventBuilder(), 1, Day, fields);
}
