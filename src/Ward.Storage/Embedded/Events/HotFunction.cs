using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;
using TableFunction = DuckDB.NET.Native.NativeMethods.TableFunction;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// The tables in memory and the spilled segments as a function of SQL, so that searches read them where they lie and nothing is inserted anywhere:
/// <c>ward_hot(number)</c> (<see cref="HotTables"/>). Whoever selects from it keeps the table alive meanwhile (<see cref="StoreViews"/>). Thread-safe.
/// </summary>
internal sealed unsafe class HotFunction : IDisposable
{
    private readonly HotTables tables;
    private readonly DuckDBLogicalType[] types;
    private GCHandle self;

    /// <summary>Makes the function known to the database.</summary>
    public HotFunction(DuckDBConnection connection, HotTables tables)
    {
        this.tables = tables;
        // The types of a map and its like are made most simply by SQL itself.
        Sql.Run(connection, $"CREATE TABLE layout ({Layout.Definition})");
        if (Appender.DuckDBAppenderCreate(connection.NativeConnection, null!, "layout", out var appender) != DuckDBState.Success) throw new IOException("DuckDB does not know the layout of events.");
        using (appender)
            types = [.. Enumerable.Range(0, Layout.Count).Select(i => Appender.DuckDBAppenderColumnType(appender, (ulong)i))];
        self = GCHandle.Alloc(this);
        var function = TableFunction.DuckDBCreateTableFunction();
        try
        {
            TableFunction.DuckDBTableFunctionSetName(function, "ward_hot");
            using (var number = LogicalType.DuckDBCreateLogicalType(DuckDBType.BigInt)) TableFunction.DuckDBTableFunctionAddParameter(function, number);

            TableFunction.DuckDBTableFunctionSetExtraInfo(function, GCHandle.ToIntPtr(self), &Nothing);
            TableFunction.DuckDBTableFunctionSetBind(function, &Bind);
            TableFunction.DuckDBTableFunctionSetInit(function, &Init);
            TableFunction.DuckDBTableFunctionSetFunction(function, &Fill);
            TableFunction.DuckDBTableFunctionSupportsProjectionPushdown(function, true);
            if (TableFunction.DuckDBRegisterTableFunction(connection.NativeConnection, function) != DuckDBState.Success) throw new IOException("DuckDB does not take the function that reads events in memory.");
        }
        finally
        {
            TableFunction.DuckDBDestroyTableFunction(ref function);
        }
    }

    /// <summary>The table as what stands behind FROM.</summary>
    public static string From(HotTable table) => $"ward_hot({Sql.Number(table.Number)})";

    /// <summary>The part of a segment, spilled or in memory, as what stands behind FROM.</summary>
    public static string From(Segment segment) => $"ward_hot({Sql.Number(HotTables.NumberOf(segment))})";

    /// <summary>After the last connection is closed.</summary>
    public void Dispose()
    {
        foreach (var type in types) type.Dispose();
        if (self.IsAllocated) self.Free();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Nothing(IntPtr handle) { }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Free(IntPtr handle) => GCHandle.FromIntPtr(handle).Free();

    // Whatever goes wrong in here must not pass into native code.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Bind(IntPtr info)
    {
        try
        {
            var function = (HotFunction)GCHandle.FromIntPtr(TableFunction.DuckDBBindGetExtraInfo(info)).Target!;
            using var parameter = TableFunction.DuckDBBindGetParameter(info, 0);
            var number = Value.DuckDBGetInt64(parameter);
            if (!function.tables.TryFind(number, out var parts)) throw new InvalidOperationException($"There is no table {number} in memory.");
            for (var i = 0; i < Layout.Count; i++) TableFunction.DuckDBBindAddResultColumn(info, Layout.Names[i], function.types[i]);
            TableFunction.DuckDBBindSetCardinality(info, (ulong)parts.Sum(p => p.Visible), false);
            TableFunction.DuckDBBindSetBindData(info, GCHandle.ToIntPtr(GCHandle.Alloc(parts)), &Free);
        }
        catch (Exception e)
        {
            TableFunction.DuckDBBindSetError(info, e.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Init(IntPtr info)
    {
        try
        {
            var parts = (IReadOnlyList<IColumnPart>)GCHandle.FromIntPtr(TableFunction.DuckDBInitGetBindData(info)).Target!;
            var columns = new ulong[TableFunction.DuckDBInitGetColumnCount(info)];
            for (var i = 0; i < columns.Length; i++) columns[i] = TableFunction.DuckDBInitGetColumnIndex(info, (ulong)i);
            TableFunction.DuckDBInitSetInitData(info, GCHandle.ToIntPtr(GCHandle.Alloc(new HotScan(parts, columns))), &Free);
        }
        catch (Exception e)
        {
            TableFunction.DuckDBInitSetError(info, e.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Fill(IntPtr info, IntPtr chunk)
    {
        try
        {
            ((HotScan)GCHandle.FromIntPtr(TableFunction.DuckDBFunctionGetInitData(info)).Target!).Next(chunk);
        }
        catch (Exception e)
        {
            TableFunction.DuckDBFunctionSetError(info, e.Message);
        }
    }
}
