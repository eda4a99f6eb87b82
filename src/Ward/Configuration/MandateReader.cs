using System.Globalization;
using Ward.City;
using Ward.City.Zones;
using Ward.Govern.Mandates;
using Ward.Standards.Yaml;

namespace Ward.Configuration;

internal static class MandateReader
{
    private static readonly BlastBudget DefaultBudget = new(3, 10, 50, 0);

    private static readonly Dictionary<string, MandateMode> Modes = new(StringComparer.Ordinal)
    {
        ["observe"] = MandateMode.Observe,
        ["advise"] = MandateMode.Advise,
        ["ask"] = MandateMode.Ask,
        ["act"] = MandateMode.Act,
    };

    public static Dictionary<string, ActionClass> Actions { get; } = new(StringComparer.Ordinal)
    {
        ["deny-source"] = ActionClass.DenySource,
        ["deny-web"] = ActionClass.DenyWeb,
        ["close-flow"] = ActionClass.CloseFlow,
        ["disable-account"] = ActionClass.DisableAccount,
        ["isolate-host"] = ActionClass.IsolateHost,
        ["virtual-patch"] = ActionClass.VirtualPatch,
        ["segment-zone"] = ActionClass.SegmentZone,
        ["rotate-credential"] = ActionClass.RotateCredential,
        ["change-password"] = ActionClass.ChangePassword,
        ["require-factor"] = ActionClass.RequireFactor,
        ["verify-backup"] = ActionClass.VerifyBackup,
        ["harden"] = ActionClass.Harden,
        ["patch"] = ActionClass.Patch,
    };

    /// <param name="city">Null where the city could not be read: then zones are not checked.</param>
    /// <param name="zone">Whose clocks tell the hours within which a mandate holds.</param>
    public static IReadOnlyList<Mandate> Read(YamlField list, CityModel? city, TimeZoneInfo zone, ProblemList warnings)
    {
        var mandates = new List<Mandate>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fields in list.Mappings("a list of mandates"))
        {
            var id = FeedReader.Identifier(fields["id"], seen);
            var mode = fields["mode"].Choice(Modes, "a mode");
            var actions = fields["actions"].Items("a list of actions").Select(a => a.Choice(Actions, "an action")).Distinct().ToList();
            if (fields["actions"].IsAbsent) fields["actions"].Wrong($"the actions that it covers ({string.Join(", ", Actions.Keys)})");
            var zones = fields["zones"].Items("a list of zones").Select(z => Zone(z, city)).Distinct().ToList();
            if (fields["zones"].IsAbsent) fields["zones"].Wrong("the zones that it covers; a conduit is covered where both its ends are");
            if (zones.Count > 0 && zones.All(z => city?.Find(z)?.Kind == ZoneKind.Operations))
                warnings.Add(fields.LineOf("zones"), $"{fields.Path}.zones", "a zone outside operations too, since Ward acts only at their boundary", string.Join(", ", zones));
            mandates.Add(new Mandate(new MandateId(id), city?.Id ?? new CityId(""), mode, actions, zones,
                ReadBudget(fields["budget"]),
                Durations.Read(fields["lease"], Durations.ShortestLease, Durations.LongestLease, ResponseSettings.Default.DefaultLease),
                (int)fields["approvers"].Whole(1, 10, 1),
                ReadHours(fields["hours"], zone),
                fields["until"].Parsed<DateTimeOffset>("the end, a date such as 2027-12-31 or a time such as 2027-12-31T18:00Z", TryMoment, default)));
            fields.Close();
        }

        return mandates;
    }

    private static ZoneId Zone(YamlField field, CityModel? city)
    {
        var zone = new ZoneId(field.Text("the id of a zone"));
        if (city is not null && zone.Value.Length > 0 && city.Find(zone) is null)
            field.Wrong($"the id of a zone of the city ({string.Join(", ", city.Zones.Select(z => z.Id).Take(8))})", city.Zones.Select(z => z.Id.Value));
        return zone;
    }

    private static BlastBudget ReadBudget(YamlField field)
    {
        if (field.MappingOrNull() is not { } fields) return DefaultBudget;
        var budget = new BlastBudget(
            (int)fields["targetsPerPlan"].Whole(1, 1_000_000, DefaultBudget.TargetsPerPlan),
            (int)fields["targetsPerTenMinutes"].Whole(1, 1_000_000, DefaultBudget.TargetsPerTenMinutes),
            (int)fields["targetsPerDay"].Whole(1, 1_000_000, DefaultBudget.TargetsPerDay),
            fields["peoplePerPlan"].Whole(0, 10_000_000_000, DefaultBudget.PeoplePerPlan));
        fields.Close();
        return budget;
    }

    private static HoursOfDay? ReadHours(YamlField field, TimeZoneInfo zone) =>
        field.ParsedOr<HoursOfDay?>(null, "two different hours of the day, such as 8-18 or 22-6", (string text, out HoursOfDay? hours) =>
        {
            hours = null;
            var ends = text.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length != 2 || !TryHour(ends[0], out var from) || !TryHour(ends[1], out var to) || from == to || from == 24) return false;
            hours = new HoursOfDay(from, to) { Zone = zone };
            return true;
        });

    private static bool TryHour(string text, out int hour) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out hour) && hour is >= 0 and <= 24;

    private static bool TryMoment(string text, out DateTimeOffset moment) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);
}
