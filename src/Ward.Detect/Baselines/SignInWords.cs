using System.Globalization;
using Ward.Detect.Findings;
using Ward.Ingest;

namespace Ward.Detect.Baselines;

/// <summary>The findings of the sign-in baseline: what was expected, what was seen, in words a person would use.</summary>
internal static class SignInWords
{
    private const int LongestName = 256;
    private const int LongestLine = 2048;

    public static Finding Compromise(Event e, in SignIn signIn, Guessed guessed, SignInOptions options)
    {
        var (name, address) = (NameOf(e), SourceAddress.ToAddress(signIn.Address));
        var from = DateTimeOffset.FromUnixTimeSeconds(guessed.First);
        var count = guessed.Failures >= GuessLog.Capacity ? Text($"{GuessLog.Capacity} or more") : Text($"{guessed.Failures}");
        return Make(e, signIn, "guessed", Severity.High, Meaning.Compromise, "T1078", guessed.Sureness,
            Text($"Sign-in as {Shown.Name(name)} from {address} after {count} failures"),
            new Explanation(
                Text($"fewer than {options.Guesses} unexplained failed sign-ins from one address in the {Span(options.GuessWindow)} before it gets in"),
                Text($"{count} in {Span(signIn.At - from)}{(guessed.OtherAccounts ? ", of several accounts" : "")}, then a success as {Shown.Name(name)}"),
                null, from < signIn.At ? from : signIn.At, signIn.At,
                [SourceField(e, "source of the failures and of the success"), UserField(name, "signed in"), Status(e)]));
    }

    public static Finding Fumbled(Event e, in SignIn signIn, Guessed guessed, SignInOptions options)
    {
        var (name, address) = (NameOf(e), SourceAddress.ToAddress(signIn.Address));
        var from = DateTimeOffset.FromUnixTimeSeconds(guessed.First);
        return Make(e, signIn, "fumbled", Severity.Low, Meaning.Unusual, "T1110", guessed.Sureness,
            Text($"{Shown.Name(name)} failed {guessed.Failures} times from the usual {address}, then got in"),
            new Explanation(
                Text($"fewer than {options.Guesses} failures before somebody gets in from his usual address"),
                Text($"{guessed.Failures} in {Span(signIn.At - from)}; from {2 * options.Guesses} on it counts as guessed"),
                null, from < signIn.At ? from : signIn.At, signIn.At,
                [SourceField(e, "usual address of this account"), UserField(name, "the only account that failed"), Status(e)]));
    }

    public static Finding Unusual(Event e, in SignIn signIn, in AccountHabit habit, Oddity oddity)
    {
        var (name, address) = (NameOf(e), SourceAddress.ToAddress(signIn.Address));
        var what = (oddity.NewPlace, oddity.OddHour) switch
        {
            (true, true) => "at an unusual hour from an address never seen before",
            (true, false) => "from an address never seen before",
            _ => "at an unusual hour",
        };
        var seen = Text($"sign-in at {signIn.At.UtcDateTime:HH:mm} UTC on {signIn.At.UtcDateTime:dddd} from {address}")
            + (oddity.NewPlace ? ", never seen before" : ", a known address") + Text($", 1 in {Math.Round(1 / oddity.P):N0}");
        return Make(e, signIn, "unusual", oddity is { NewPlace: true, OddHour: true } ? Severity.Medium : Severity.Low,
            Meaning.Unusual, "T1078", signIn.Sureness, Text($"{Shown.Name(name)} signed in {what}"),
            new Explanation(HabitWords.Of(Shown.Name(name), habit), seen, oddity.P, signIn.At, signIn.At,
                [SourceField(e, oddity.NewPlace ? "first seen" : "known"), UserField(name, "the account"),
                 new FieldShown("time", signIn.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), oddity.OddHour ? "unusual hour" : "usual hour")]));
    }

    public static Finding FailingMore(Event e, in SignIn signIn, int seen, double expected, double p)
    {
        var address = SourceAddress.ToAddress(signIn.Address);
        var hour = new DateTimeOffset(signIn.At.UtcTicks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, TimeSpan.Zero);
        return Make(e, signIn, "failing", Severity.Low, Meaning.Unusual, "T1110", Math.Min((int)signIn.Sureness, 1),
            Text($"More failed sign-ins than usual from {address}"),
            new Explanation(
                Text($"about {expected:0.#} failed sign-ins from {address} in the hour from {hour.UtcDateTime:HH:mm} UTC on a {hour.UtcDateTime:dddd}"),
                Text($"{seen} so far, 1 in {Math.Round(1 / p):N0}"),
                p, hour, signIn.At, [SourceField(e, "source of the failures"), Status(e)]));
    }

    private static Finding Make(
        Event e, in SignIn signIn, string kind, Severity severity, Meaning meaning, string technique, int sureness, string title, Explanation explanation)
    {
        List<Entity> entities = [new Entity.Source(SourceAddress.ToAddress(signIn.Address)), new Entity.Login(NameOf(e))];
        if (e.Asset is { } asset) entities.Insert(1, new Entity.Host(asset));
        return new Finding(
            new FindingId(Text($"{SignInBaseline.Detector}/{e.City}/{e.Offset}/{kind}")), e.City, signIn.At, e.Offset, SignInBaseline.Detector,
            FamilyOf(e), title, severity, [technique], meaning, entities, sureness == 2, explanation,
            [new EvidenceLine(e.Feed, e.Offset, signIn.At, Shown.Utf8(e.Raw.Span, LongestLine))])
        {
            SenderKnown = sureness >= 1,
        };
    }

    private static string NameOf(Event e) => e.TryGet(Fields.UserName, out var name) ? Shown.Utf8(name, LongestName) : "";

    private static string FamilyOf(Event e) =>
        e.TryGet(Fields.LogProvider, out var provider) && !provider.IsEmpty ? Shown.Utf8(provider, 64)
        : e.LogSource.Service.Length > 0 ? e.LogSource.Service : "unknown";

    private static FieldShown SourceField(Event e, string condition) =>
        new(Fields.PathOf(Fields.SourceIp), e.TryGet(Fields.SourceIp, out var ip) ? Shown.Utf8(ip, 64) : "", condition);

    private static FieldShown UserField(string name, string condition) => new(Fields.PathOf(Fields.UserName), name, condition);

    private static FieldShown Status(Event e) => new("status_id", e.StatusId.ToString(CultureInfo.InvariantCulture), e.StatusId == SignIn.Success ? "success" : "failure");

    private static string Span(TimeSpan span) =>
        span < TimeSpan.FromMinutes(2) ? Text($"{Math.Max(0, span.TotalSeconds):0} s")
        : span < TimeSpan.FromHours(2) ? Text($"{span.TotalMinutes:0} min") : Text($"{span.TotalHours:0} h");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
