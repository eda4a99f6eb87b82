using System.Globalization;
using Ward.Server.Application.Views;

namespace Ward.Server.Console.Parts;

/// <summary>Risk as people read it.</summary>
internal static class RiskWords
{
    public static string Number(double points) => points.ToString(points < 10 ? "0.#" : "0", CultureInfo.InvariantCulture);

    public static string Points(double points) => $"{Number(points)} points";

    public static string How(RiskReasonView reason) => $"{reason.Severity} {reason.Meaning}, {(reason.Times == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{reason.Times:N0} times"))}{(reason.Quiet ? "" : ", an incident by itself")}";
}
