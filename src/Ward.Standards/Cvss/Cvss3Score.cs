namespace Ward.Standards.Cvss;

/// <summary>Equations of CVSS 3.1, section 7, with the weights of table 16; 3.0 differs in the modified impact and in how it rounds up.</summary>
internal static class Cvss3Score
{
    /// <summary>The environmental score where an environmental metric is defined, else the temporal score, which without temporal metrics is the base score.</summary>
    public static double Of(CvssVector vector)
    {
        if (vector.Defines(CvssGroup.Environmental)) return Environmental(vector);
        var changed = vector["S"] == "C";
        var missed = 1 - ((1 - Impact(vector["C"])) * (1 - Impact(vector["I"])) * (1 - Impact(vector["A"])));
        var impact = changed ? (7.52 * (missed - 0.029)) - (3.25 * Math.Pow(missed - 0.02, 15)) : 6.42 * missed;
        if (impact <= 0) return 0;
        var sum = impact + Exploitability(vector["AV"], vector["AC"], vector["PR"], vector["UI"], changed);
        return RoundUp(RoundUp(Math.Min(changed ? 1.08 * sum : sum, 10), vector.Version) * Temporal(vector), vector.Version);
    }

    private static double Environmental(CvssVector vector)
    {
        var changed = vector.Effective("S") == "C";
        var missed = Math.Min(0.915, 1 - (Kept("C") * Kept("I") * Kept("A")));
        var impact = !changed ? 6.42 * missed
            : (7.52 * (missed - 0.029)) - (3.25 * (vector.Version == CvssVersion.V30 ? Math.Pow(missed - 0.02, 15) : Math.Pow((missed * 0.9731) - 0.02, 13)));
        if (impact <= 0) return 0;
        var sum = impact + Exploitability(vector.Effective("AV"), vector.Effective("AC"), vector.Effective("PR"), vector.Effective("UI"), changed);
        return RoundUp(RoundUp(Math.Min(changed ? 1.08 * sum : sum, 10), vector.Version) * Temporal(vector), vector.Version);

        double Kept(string metric) => 1 - (Impact(vector.Effective(metric)) * Requirement(vector[metric + "R"]));
    }

    private static double Temporal(CvssVector vector)
    {
        var code = vector["E"] switch { "P" => 0.94, "F" => 0.97, "U" => 0.91, _ => 1 };
        var remedy = vector["RL"] switch { "O" => 0.95, "T" => 0.96, "W" => 0.97, _ => 1 };
        var report = vector["RC"] switch { "R" => 0.96, "U" => 0.92, _ => 1 };
        return code * remedy * report;
    }

    private static double Exploitability(string vector, string complexity, string privileges, string interaction, bool changed) =>
        8.22
        * vector switch { "N" => 0.85, "A" => 0.62, "L" => 0.55, _ => 0.2 }
        * (complexity == "L" ? 0.77 : 0.44)
        * privileges switch { "N" => 0.85, "L" => changed ? 0.68 : 0.62, _ => changed ? 0.5 : 0.27 }
        * (interaction == "N" ? 0.85 : 0.62);

    private static double Impact(string value) => value switch { "H" => 0.56, "L" => 0.22, _ => 0 };

    private static double Requirement(string value) => value switch { "H" => 1.5, "L" => 0.5, _ => 1 };

    // 3.1, appendix A: floating point must not lift 4.0 to 4.1. The text of 3.0 says only 'round up to one decimal'.
    private static double RoundUp(double value, CvssVersion version)
    {
        if (version == CvssVersion.V30) return Math.Ceiling(value * 10) / 10;
        var whole = (int)Math.Round(value * 100_000, MidpointRounding.AwayFromZero);
        return whole % 10_000 == 0 ? whole / 100_000.0 : ((whole / 10_000) + 1) / 10.0;
    }
}
