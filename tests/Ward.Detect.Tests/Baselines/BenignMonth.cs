namespace Ward.Detect.Tests.Baselines;

/// <summary>
/// A month and a half of a city hall's sign-ins, seeded: office people with their own hours and some late evenings, rotating shifts in the
/// control room, a script at night, mistyped passwords, two offices behind one address each, people at home with changing addresses,
/// and a new laptop now and then. The first two weeks are there to be learnt from.
/// </summary>
internal static class BenignMonth
{
    public const int Days = 45;
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    public static List<SignInLine> Make(int seed, out int laptops)
    {
        var random = new Random(seed);
        var lines = new List<SignInLine>();
        laptops = 0;
        for (var i = 0; i < 40; i++) Office(random, lines, i, ref laptops);
        for (var i = 0; i < 9; i++) Shift(random, lines, i);
        for (var day = 0; day < Days; day++)
            lines.Add(new SignInLine(Start.AddDays(day).AddHours(1).AddMinutes(30 + random.Next(3)), "backup", "10.1.0.9", true));
        lines.Sort((a, b) => a.Time.CompareTo(b.Time));
        return lines;
    }

    private static void Office(Random random, List<SignInLine> lines, int i, ref int laptops)
    {
        var user = $"clerk{i:00}";
        // Most sit behind the office's one address; some have a desk of their own; a few roam.
        var ip = i < 20 ? "192.0.2.10" : $"10.2.0.{i}";
        var roams = i % 10 == 7;
        var begins = 6.5 + (random.NextDouble() * 2);
        var newLaptopOn = i % 13 == 12 ? 20 + random.Next(20) : -1;
        for (var day = 0; day < Days; day++)
        {
            var date = Start.AddDays(day);
            var weekend = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            // A tenth of Saturdays somebody comes in; a day in twenty is a holiday.
            if (weekend ? date.DayOfWeek == DayOfWeek.Sunday || random.NextDouble() > 0.02 : random.NextDouble() < 0.05) continue;
            if (day == newLaptopOn)
            {
                ip = $"10.2.1.{i}";
                laptops++;
            }

            var at = date.AddHours(begins + (Gauss(random) * 0.4));
            for (var k = random.Next(1, 4); k > 0; k--)
            {
                var from = roams && random.NextDouble() < 0.7 ? $"198.51.{random.Next(100, 104)}.{random.Next(1, 255)}" : ip;
                for (var typos = random.NextDouble() < 0.08 ? random.Next(1, 4) : 0; typos > 0; typos--)
                {
                    lines.Add(new SignInLine(at, user, from, false));
                    at = at.AddSeconds(4 + random.Next(20));
                }

                lines.Add(new SignInLine(at, user, from, true));
                at = at.AddHours(0.5 + (random.NextDouble() * 4));
            }

            // A late evening now and then.
            if (random.NextDouble() < 0.02) lines.Add(new SignInLine(date.AddHours(19 + (random.NextDouble() * 2.5)), user, ip, true));
        }
    }

    private static void Shift(Random random, List<SignInLine> lines, int i)
    {
        for (var day = 0; day < Days; day++)
        {
            // Early, late, night, and two days off, turning.
            var turn = (day + (i * 2)) % 8;
            if (turn >= 6) continue;
            var at = Start.AddDays(day).AddHours(new[] { 6, 14, 22 }[turn / 2] + (Gauss(random) * 0.15));
            if (random.NextDouble() < 0.1) lines.Add(new SignInLine(at.AddSeconds(-9), $"operator{i}", $"10.3.0.{1 + (i % 3)}", false));
            lines.Add(new SignInLine(at, $"operator{i}", $"10.3.0.{1 + (i % 3)}", true));
            if (random.NextDouble() < 0.5) lines.Add(new SignInLine(at.AddHours(4), $"operator{i}", $"10.3.0.{1 + (i % 3)}", true));
        }
    }

    private static double Gauss(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
