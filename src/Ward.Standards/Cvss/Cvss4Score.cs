namespace Ward.Standards.Cvss;

/// <summary>
/// CVSS 4.0, section 8: the score of the MacroVector, less the mean over its equivalence classes of how far the vector lies below the
/// highest severity vector, as a share of the depth of the class, times the step to the next lower MacroVector. Whole numbers throughout,
/// so that nothing depends on how a fraction is kept.
/// </summary>
/// <remarks>
/// Where a class has several highest severity vectors, all lie the same number of steps below the top of their metrics; so the distance
/// is the sum of the vector's steps less that number, whichever of them is meant.
/// </remarks>
internal static class Cvss4Score
{
    /// <summary>Least common multiple of the depths.</summary>
    private const int Unit = 840;

    // Steps of the highest severity vectors below the top, and depths, by level of the class (tables 24 to 30).
    private static ReadOnlySpan<byte> Highest1 => [0, 1, 3];
    private static ReadOnlySpan<byte> Depth1 => [1, 4, 5];
    private static ReadOnlySpan<byte> Highest2 => [0, 1];
    private static ReadOnlySpan<byte> Depth2 => [1, 2];
    private static ReadOnlySpan<byte> Highest36 => [0, 3, 1, 3, 3];
    private static ReadOnlySpan<byte> Depth36 => [7, 6, 8, 8, 10];
    private static ReadOnlySpan<byte> Highest4 => [1, 3, 6];
    private static ReadOnlySpan<byte> Depth4 => [6, 5, 4];

    public static double Of(CvssVector vector)
    {
        string av = vector.Effective("AV"), pr = vector.Effective("PR"), ui = vector.Effective("UI"), ac = vector.Effective("AC"), at = vector.Effective("AT");
        string vc = vector.Effective("VC"), vi = vector.Effective("VI"), va = vector.Effective("VA");
        string sc = vector.Effective("SC"), si = vector.Effective("SI"), sa = vector.Effective("SA");
        if ((vc, vi, va, sc, si, sa) == ("N", "N", "N", "N", "N", "N")) return 0;
        string cr = Worst(vector["CR"]), ir = Worst(vector["IR"]), ar = Worst(vector["AR"]);

        var class1 = (av, pr, ui) == ("N", "N", "N") ? 0 : av != "P" && (av == "N" || pr == "N" || ui == "N") ? 1 : 2;
        var class2 = (ac, at) == ("L", "N") ? 0 : 1;
        var class3 = (vc, vi) == ("H", "H") ? 0 : vc == "H" || vi == "H" || va == "H" ? 1 : 2;
        var class4 = si == "S" || sa == "S" ? 0 : sc == "H" || si == "H" || sa == "H" ? 1 : 2;
        var class5 = vector["E"] switch { "P" => 1, "U" => 2, _ => 0 };
        var class6 = (cr, vc) == ("H", "H") || (ir, vi) == ("H", "H") || (ar, va) == ("H", "H") ? 0 : 1;
        var macro = new MacroVector(class1, class2, (2 * class3) + class6 - (class3 == 2 ? 1 : 0), class4, class5);

        var value = macro.Score;
        var (classes, lost) = (0, 0);
        Lower(macro with { Class1 = class1 + 1 }, Steps(av, "NALP") + Steps(pr, "NLH") + Steps(ui, "NPA") - Highest1[class1], Depth1[class1]);
        Lower(macro with { Class2 = class2 + 1 }, Steps(ac, "LH") + Steps(at, "NP") - Highest2[class2], Depth2[class2]);
        Lower(macro.LowerIn36(), Steps(vc, "HLN") + Steps(vi, "HLN") + Steps(va, "HLN") + Steps(cr, "HML") + Steps(ir, "HML") + Steps(ar, "HML") - Highest36[macro.Class36], Depth36[macro.Class36]);
        Lower(macro with { Class4 = class4 + 1 }, Steps(sc, "SHLN") + Steps(si, "SHLN") + Steps(sa, "SHLN") - Highest4[class4], Depth4[class4]);
        // Within a level of exploit maturity there is nothing to be further down of.
        Lower(macro with { Class5 = class5 + 1 }, 0, 1);

        if (classes == 0) return value / 10.0;
        var whole = (value * Unit * classes) - lost;
        return Math.Clamp((whole + (Unit * classes / 2)) / (Unit * classes), 0, 100) / 10.0;

        void Lower(MacroVector next, int distance, int depth)
        {
            if (!next.Exists) return;
            classes++;
            lost += (value - next.Score) * distance * (Unit / depth);
        }
    }

    /// <summary>A requirement that is not defined counts as the highest.</summary>
    private static string Worst(string requirement) => requirement == "X" ? "H" : requirement;

    private static int Steps(string value, string fromWorst) => fromWorst.IndexOf(value, StringComparison.Ordinal);
}
