namespace Ward.Standards.Cvss;

/// <summary>The level of a vector in each equivalence class (CVSS 4.0, section 8.2); 0 is the most severe.</summary>
/// <param name="Class1">0 to 2.</param>
/// <param name="Class2">0 or 1.</param>
/// <param name="Class36">Classes 3 and 6, which depend on each other: 0 for 00, 1 for 01, 2 for 10, 3 for 11, 4 for 21.</param>
/// <param name="Class4">0 to 2.</param>
/// <param name="Class5">0 to 2.</param>
internal readonly record struct MacroVector(int Class1, int Class2, int Class36, int Class4, int Class5)
{
    private static readonly MacroVector None = new(3, 0, 0, 0, 0);

    // Tenths, as FIRST published them with the calculator: a block for classes 1 and 2, in it a row for classes 3 and 6,
    // in it three values of class 5 for each level of class 4.
    private static ReadOnlySpan<byte> Scores =>
    [
        // 00: classes 1 and 2
        100, 98, 95, 100, 93, 91, 93, 89, 81,
        99, 95, 92, 96, 87, 81, 90, 80, 68,
        98, 95, 90, 93, 89, 81, 88, 78, 69,
        95, 92, 84, 92, 81, 65, 80, 70, 48,
        92, 82, 72, 79, 69, 50, 69, 55, 27,
        // 01: classes 1 and 2
        99, 95, 92, 95, 90, 84, 92, 82, 72,
        97, 92, 85, 91, 83, 71, 81, 71, 53,
        95, 92, 85, 92, 80, 70, 84, 71, 50,
        93, 85, 73, 82, 72, 59, 70, 52, 30,
        86, 75, 52, 71, 52, 29, 63, 29, 17,
        // 10: classes 1 and 2
        98, 94, 91, 94, 86, 77, 87, 74, 63,
        95, 87, 81, 89, 74, 64, 75, 63, 49,
        94, 88, 76, 86, 74, 59, 72, 57, 52,
        89, 77, 67, 76, 58, 50, 57, 52, 25,
        83, 70, 54, 65, 58, 26, 53, 21, 13,
        // 11: classes 1 and 2
        95, 88, 76, 90, 75, 61, 77, 68, 52,
        90, 76, 70, 77, 62, 53, 66, 59, 30,
        89, 76, 62, 74, 57, 47, 61, 57, 24,
        78, 67, 58, 59, 57, 23, 52, 29, 16,
        71, 59, 30, 58, 26, 15, 23, 13, 6,
        // 20: classes 1 and 2
        93, 86, 75, 86, 74, 56, 70, 52, 40,
        87, 72, 58, 74, 61, 34, 54, 40, 22,
        85, 74, 62, 72, 55, 46, 53, 34, 19,
        75, 55, 51, 57, 41, 19, 36, 19, 8,
        64, 51, 20, 47, 21, 11, 24, 9, 4,
        // 21: classes 1 and 2
        88, 73, 60, 73, 59, 41, 54, 45, 20,
        75, 53, 50, 55, 40, 20, 43, 22, 11,
        75, 58, 40, 61, 48, 20, 46, 17, 8,
        55, 45, 21, 51, 18, 9, 18, 7, 2,
        53, 24, 14, 24, 12, 5, 10, 3, 1,
    ];

    public bool Exists => Class1 < 3 && Class2 < 2 && Class36 < 5 && Class4 < 3 && Class5 < 3;

    /// <summary>Of its highest severity vector, in tenths: 1 to 100.</summary>
    public int Score => Scores[(((((((Class1 * 2) + Class2) * 5) + Class36) * 3) + Class4) * 3) + Class5];

    /// <summary>The next lower level of classes 3 and 6: the better of the two ways down from 00, nothing below 21.</summary>
    public MacroVector LowerIn36() => Class36 switch
    {
        0 => Better(this with { Class36 = 1 }, this with { Class36 = 2 }),
        1 or 2 => this with { Class36 = 3 },
        3 => this with { Class36 = 4 },
        _ => None,
    };

    private static MacroVector Better(MacroVector left, MacroVector right) => left.Score > right.Score ? left : right;
}
